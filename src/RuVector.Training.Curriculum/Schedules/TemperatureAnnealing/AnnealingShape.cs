namespace RuVector.Training.Curriculum;

/// <summary>The way from the first temperature to the last.</summary>
public enum AnnealingShape
{
    /// <summary>The same difference at every step.</summary>
    Linear,

    /// <summary>The same ratio at every step.</summary>
    Exponential,

    /// <summary>Half a wave of the cosine: slow at both ends.</summary>
    Cosine,

    /// <summary>A staircase on the linear way.</summary>
    Step,
}
