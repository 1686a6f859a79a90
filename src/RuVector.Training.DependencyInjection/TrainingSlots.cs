namespace RuVector.Training;

/// <summary>Names of the slots of a run: each is a section of the configuration whose key <c>Type</c> selects a component.</summary>
public static class TrainingSlots
{
    /// <summary>The loss, an <see cref="ILoss"/>; required.</summary>
    public const string Loss = "Loss";

    /// <summary>The optimizer, an <see cref="IOptimizer"/>; required.</summary>
    public const string Optimizer = "Optimizer";

    /// <summary>The factor of the learning rate, an <see cref="IScheduler"/>; optional.</summary>
    public const string Scheduler = "Scheduler";

    /// <summary>The factor of the learning rate by what evaluations find, an <see cref="IMetricScheduler"/>; optional.</summary>
    public const string MetricScheduler = "MetricScheduler";

    /// <summary>The temperature of the loss, an <see cref="IScheduler"/> of absolute values; optional.</summary>
    public const string Temperature = "Temperature";

    /// <summary>The curriculum, an <see cref="IScheduler{T}"/> of <see cref="CurriculumStage"/>; optional.</summary>
    public const string Curriculum = "Curriculum";

    /// <summary>The miner of negatives, an <see cref="INegativeMiner"/>; optional.</summary>
    public const string Miner = "Miner";
}
