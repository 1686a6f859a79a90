namespace RuVector.Training.Optimizers;

/// <summary>How an optimizer draws parameters to zero.</summary>
/// <param name="Value">The share of the parameters.</param>
/// <param name="IsDecoupled">
/// Whether that share, times the learning rate, is taken from the parameters before the step, so that the moments do not see it; else it is added to the gradients (L2 regularization), and they do.
/// </param>
internal readonly record struct WeightDecay(float Value, bool IsDecoupled)
{
    public static WeightDecay OfGradients(float value) => new(value, IsDecoupled: false);

    public static WeightDecay OfParameters(float value) => new(value, IsDecoupled: true);

    /// <summary>The share that is added to the gradients, given the weight decay of some parameters.</summary>
    public float Coupled(float value) => IsDecoupled ? 0 : value;

    /// <summary>The share that one step takes from the parameters, given their learning rate and weight decay.</summary>
    public double Share(float learningRate, float value) => IsDecoupled ? (double)learningRate * value : 0;

    /// <summary>Checks a learning rate: a step must not take away a parameter as a whole.</summary>
    public float CheckLearningRate(float value, string paramName)
    {
        if (!(value >= 0 && float.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a finite learning rate of 0 or more, but got {value}."));
        }

        return Share(value, Value) < 1
            ? value
            : throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected learning rate times weight decay below 1, but got {value} * {Value}."));
    }

    /// <summary>Makes the settings of a segment out of those of the optimizer and the group.</summary>
    public StepSegment Of(ParameterSegment segment, int index, float learningRate)
    {
        StepSegment found = new(index, segment.Offset, segment.Shape.Length, learningRate * segment.Group.LearningRateFactor, segment.Group.WeightDecay ?? Value);
        return float.IsFinite(found.LearningRate) && Share(found.LearningRate, found.WeightDecay) < 1
            ? found
            : throw new ArgumentException(FormattableString.Invariant(
                $"Expected a finite learning rate, and its product with the weight decay below 1, but '{segment.Shape.Name}' has {learningRate} * {segment.Group.LearningRateFactor} and {found.WeightDecay}."));
    }
}
