namespace RuVector.Training.Curriculum;

/// <summary>Which way a metric improves.</summary>
public enum MetricGoal
{
    /// <summary>Less is better: a loss.</summary>
    Minimize,

    /// <summary>More is better: a recall.</summary>
    Maximize,
}
