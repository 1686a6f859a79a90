namespace RuVector.Training.Optimizers;

/// <summary>The momentum of each step of NAdam, and the product of those of all steps, carried on from step to step.</summary>
/// <param name="beta1">What the momentum grows to.</param>
/// <param name="decay">How fast it grows.</param>
internal sealed class NAdamMomentum(float beta1, float decay)
{
    private long _steps;
    private double _product = 1;

    /// <summary>The momentum of a step, counted from 1.</summary>
    public double Of(long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * (double)decay)));

    /// <summary>The product over the first steps: those of the last call and what came since, or all when there are fewer now.</summary>
    public double ProductOf(long steps)
    {
        if (steps < _steps)
        {
            (_steps, _product) = (0, 1);
        }

        while (_steps < steps)
        {
            _steps++;
            _product *= Of(_steps);
        }

        return _product;
    }

    /// <summary>Goes on from the product of an imported state.</summary>
    public void Restore(long steps, double product) => (_steps, _product) = (steps, product);
}
