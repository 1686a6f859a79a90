namespace RuVector.Training.Curriculum;

/// <summary>How much better than the best a metric must be.</summary>
public enum ThresholdKind
{
    /// <summary>By a part of the absolute value of the best.</summary>
    Relative,

    /// <summary>By a fixed difference.</summary>
    Absolute,
}
