namespace RuVector.Training.Optimizers;

/// <summary>How an optimizer draws parameters to zero.</summary>
/// <param name="Coupled">Share of the parameters that is added to the gradients (L2 regularization): the moments see it.</param>
/// <param name="Decoupled">Share of the parameters, times the learning rate, that is taken from them before the step: the moments do not see it.</param>
internal readonly record struct WeightDecay(float Coupled, float Decoupled)
{
    public static WeightDecay OfGradients(float value) => new(value, 0);

    public static WeightDecay OfParameters(float value) => new(0, value);

    /// <summary>Share of the parameters that one step takes away.</summary>
    public double ShareAt(float learningRate) => (double)learningRate * Decoupled;

    /// <summary>Checks a learning rate: a step must not take away a parameter as a whole.</summary>
    public float CheckLearningRate(float value, string paramName)
    {
        if (!(value >= 0 && float.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a finite learning rate of 0 or more, but got {value}."));
        }

        return ShareAt(value) < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                paramName, value, FormattableString.Invariant($"Expected learning rate times weight decay below 1, but got {value} * {Decoupled}."));
    }
}
