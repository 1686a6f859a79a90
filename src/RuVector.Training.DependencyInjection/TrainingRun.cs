namespace RuVector.Training;

/// <summary>The parts of one training run, all made from one reading of the configuration.</summary>
/// <remarks>The parts belong to this run: optimizers and losses with learnable scalars change while it runs. Not thread safe.</remarks>
public sealed class TrainingRun
{
    /// <summary>Gets the loss.</summary>
    public required ILoss Loss { get; init; }

    /// <summary>Gets the optimizer.</summary>
    public required IOptimizer Optimizer { get; init; }

    /// <summary>Gets the optimizer of the parameters that the loss itself learns (<see cref="IParameterized"/>), an object of its own; <see langword="null"/> when it learns none.</summary>
    /// <remarks>A run that is made from the configuration gets a second optimizer of the same kind and settings. The schedule of the learning rate holds for both.</remarks>
    public IOptimizer? LossOptimizer { get; init; }

    /// <summary>Gets the factor of the learning rate by step; <see langword="null"/> for a constant rate.</summary>
    public IScheduler? Scheduler { get; init; }

    /// <summary>Gets the factor of the learning rate by what evaluations find, for loops that evaluate: they tell it each metric; <see langword="null"/> for none.</summary>
    public IMetricScheduler? MetricScheduler { get; init; }

    /// <summary>Gets the temperature of the loss, and of those inside of it, by step; <see langword="null"/> to leave the loss its own, a learned one for instance.</summary>
    public IScheduler? Temperature { get; init; }

    /// <summary>Gets the stage by samples seen; <see langword="null"/> for none.</summary>
    public IScheduler<CurriculumStage>? Curriculum { get; init; }

    /// <summary>Gets the miner of negatives; <see langword="null"/> for none.</summary>
    public INegativeMiner? Miner { get; init; }

    /// <summary>Gets the name of the profile; empty for the settings outside of profiles.</summary>
    public string Profile { get; init; } = "";

    /// <summary>Gets what the parts were told of the run.</summary>
    public TrainingRunContext Context { get; init; } = new();

    /// <summary>Gets the name of the selected component by slot; slots that are not used are left out.</summary>
    public IReadOnlyDictionary<string, string> Selected { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the keys of the configuration that the run was made from, by their paths below the root section, sorted; settings in code and of components that are not selected are not among them.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    internal IReadOnlyDictionary<Type, object> Sections { get; init; } = new Dictionary<Type, object>();

    /// <summary>Gets the settings of a section registered with <c>AddSettings</c>, from the same reading of the configuration as the parts.</summary>
    /// <typeparam name="TOptions">Type of the settings.</typeparam>
    /// <returns>The settings; they belong to this run.</returns>
    /// <exception cref="InvalidOperationException">No section of this type is registered.</exception>
    public TOptions Settings<TOptions>()
        where TOptions : class =>
        Sections.TryGetValue(typeof(TOptions), out object? options)
            ? (TOptions)options
            : throw new InvalidOperationException($"Expected a settings section of type {typeof(TOptions).Name}, but none is registered. Call AddSettings<{typeof(TOptions).Name}, ...>().");
}
