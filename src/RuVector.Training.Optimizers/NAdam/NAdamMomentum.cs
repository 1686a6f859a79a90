namespace RuVector.Training.Optimizers;

/// <summary>The momentum of each step of NAdam, and the product of those of all steps, carried on from step to step.</summary>
/// <param name="beta1">What the momentum grows to.</param>
/// <param name="decay">How fast it grows.</param>
internal sealed class NAdamMomentum(float beta1, float decay)
{
    private long _step;
    private double _product = 1;
    private double _productBefore = 1;

    /// <summary>The momentum of a step, counted from 1.</summary>
    public double Of(long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * (double)decay)));

    /// <summary>The product up to the step to take: the one after the last, or the last one again if it was not taken.</summary>
    public double ProductUpTo(long step)
    {
        if (step != _step)
        {
            _productBefore = _product;
        }

        if (step == 1)
        {
            _productBefore = 1;
        }

        (_step, _product) = (step, _productBefore * Of(step));
        return _product;
    }

    /// <summary>The product over the steps taken, whether or not one more was tried.</summary>
    public double ProductAfter(long stepCount) => stepCount == _step ? _product : _productBefore;

    public void Restore(long stepCount, double product) => (_step, _product) = (stepCount, product);
}
