namespace RuVector.Training;

/// <summary>Whether an optimizer took a step.</summary>
public enum StepOutcome
{
    /// <summary>The parameters were updated.</summary>
    Taken = 0,

    /// <summary>A gradient is NaN or an infinity: nothing was changed.</summary>
    SkippedNonFiniteGradient = 1,

    /// <summary>The gradients are finite but so large that the state would overflow: nothing was changed.</summary>
    SkippedOverflow = 2,
}
