using RuVector.Training.Curriculum;

namespace RuVector.Training.Trainer;

/// <summary>Checks of settings that are made without a container.</summary>
internal static class TrainerGuard
{
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static void Check(TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(options.Steps >= 1, "Steps of 1 or more", options.Steps, nameof(options));
        Require(options.Epochs is null or >= 1, "Epochs of 1 or more", options.Epochs, nameof(options));
        Require(options.BatchSize is >= 2 and <= 1 << 20, "a BatchSize in [2, 1048576]", options.BatchSize, nameof(options));
        Require(Enum.IsDefined(options.Sampling), "a Sampling that is defined", options.Sampling, nameof(options));
        Require(options.SamplesPerClass >= 1 && options.SamplesPerClass <= options.BatchSize, $"SamplesPerClass in [1, {options.BatchSize}], the BatchSize", options.SamplesPerClass, nameof(options));
        Require(options.MemorySize >= 0, "a MemorySize of 0 or more", options.MemorySize, nameof(options));
        Require(options.MemoryAge is null or >= 1, "a MemoryAge of 1 or more", options.MemoryAge, nameof(options));
        Require(options.AccumulationSteps is >= 1 and <= 1 << 20, "AccumulationSteps in [1, 1048576]", options.AccumulationSteps, nameof(options));
        Require(options.NegativesPerAnchor is >= 0 and <= 1 << 16, "NegativesPerAnchor in [0, 65536]", options.NegativesPerAnchor, nameof(options));
        Require(options.MiningPoolSize >= 0, "a MiningPoolSize of 0 or more", options.MiningPoolSize, nameof(options));
        Require(options.MaxGradientNorm is null or (> 0 and <= float.MaxValue), "a finite MaxGradientNorm above 0", options.MaxGradientNorm, nameof(options));
        Require(options.EvaluateEvery >= 0, "EvaluateEvery of 0 or more", options.EvaluateEvery, nameof(options));
        Require(options.RemineEvery >= 0, "RemineEvery of 0 or more", options.RemineEvery, nameof(options));
        Require(Enum.IsDefined(options.MetricGoal), "a MetricGoal that is defined", options.MetricGoal, nameof(options));
        Require(options.EarlyStoppingPatience is null or >= 1, "EarlyStoppingPatience of 1 or more", options.EarlyStoppingPatience, nameof(options));
        Require(options.EarlyStoppingMinDelta is >= 0 and <= double.MaxValue, "a finite EarlyStoppingMinDelta of 0 or more", options.EarlyStoppingMinDelta, nameof(options));
        Require(options.CheckpointEvery >= 0, "CheckpointEvery of 0 or more", options.CheckpointEvery, nameof(options));
        Require(Enum.IsDefined(options.OnCheckpointFailure), "an OnCheckpointFailure that is defined", options.OnCheckpointFailure, nameof(options));
        Require(options.MaxConsecutiveSkips >= 1, "MaxConsecutiveSkips of 1 or more", options.MaxConsecutiveSkips, nameof(options));
    }

    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static void Check(GraphTrainerOptions graphOptions)
    {
        ArgumentNullException.ThrowIfNull(graphOptions);
        Require(graphOptions.LaplacianWeight is >= 0 and <= float.MaxValue, "a finite LaplacianWeight of 0 or more", graphOptions.LaplacianWeight, nameof(graphOptions));
        Require(graphOptions.EdgesPerStep >= 1, "EdgesPerStep of 1 or more", graphOptions.EdgesPerStep, nameof(graphOptions));
    }

    /// <summary>Refuses what follows a metric that nobody computes, or the other way round.</summary>
    /// <exception cref="ArgumentException">There is no evaluation, or the checkpoints take its metric the other way round.</exception>
    public static void RequireEvaluation(TrainingRun run, TrainerOptions options, TrainingHooks hooks)
    {
        string? follower = run.MetricScheduler is { } scheduler ? $"{scheduler.GetType().Name} (MetricScheduler)"
            : options.EarlyStoppingPatience is not null ? nameof(options.EarlyStoppingPatience)
            : options.RestoreBest ? nameof(options.RestoreBest)
            : null;
        if (follower is not null && hooks.Evaluate is null)
        {
            throw new ArgumentException($"Expected a validation metric, because {follower} follows it, but got none.", nameof(hooks));
        }

        CheckStore(options, hooks);
    }

    /// <summary>Refuses a place for checkpoints that would keep the worst one as the best.</summary>
    /// <exception cref="ArgumentException">It takes the metric the other way round.</exception>
    private static void CheckStore(TrainerOptions options, TrainingHooks hooks)
    {
        bool higher = options.MetricGoal == MetricGoal.Maximize;
        if (hooks is { Evaluate: not null, Checkpoints: { } store } && store.HigherIsBetter != higher)
        {
            throw new ArgumentException($"Expected checkpoints with HigherIsBetter {higher}, because the MetricGoal is {options.MetricGoal}, but got {store.HigherIsBetter}.", nameof(hooks));
        }
    }

    /// <summary>Refuses snapshots of mined negatives where they make no sense.</summary>
    /// <exception cref="ArgumentException">They are set.</exception>
    public static void RefuseRemining(TrainerOptions options, string reason)
    {
        if (options.RemineEvery > 0)
        {
            throw new ArgumentException($"Expected RemineEvery of 0, {reason}, but got {options.RemineEvery}.", nameof(options));
        }
    }

    /// <summary>Refuses settings that a trainer would not read.</summary>
    /// <exception cref="ArgumentException">One is set.</exception>
    public static void RefuseForeign(TrainerOptions options, string trainer, bool hasSampling = false, bool hasMemory = false, bool hasScores = false)
    {
        string? foreign = !hasSampling && options.Sampling != BatchSampling.Shuffle ? $"Sampling {options.Sampling}"
            : !hasMemory && options.MemorySize > 0 ? FormattableString.Invariant($"a MemorySize of {options.MemorySize}")
            : !hasScores && options.BestAgainstRest ? "BestAgainstRest"
            : null;
        if (foreign is not null)
        {
            throw new ArgumentException($"Expected only settings that {trainer} reads, but got {foreign}.", nameof(options));
        }
    }

    /// <summary>Refuses a run in which no pair ever has a negative: every step would be empty.</summary>
    /// <exception cref="ArgumentException">Nothing gives negatives.</exception>
    public static void RequireNegatives(TrainingRun run, TrainerOptions options, bool areGiven)
    {
        bool mines = run.Miner is not null && (run.Curriculum is not null || options.NegativesPerAnchor > 0);
        if (!mines && !areGiven)
        {
            string miner = run.Miner is null ? "no miner" : "NegativesPerAnchor 0 and no curriculum";
            throw new ArgumentException($"Expected something that gives negatives (a miner and how many to mine, or InBatchNegatives or listed negatives for pairs), but got {miner}.", nameof(run));
        }
    }

    /// <summary>Refuses a schedule of a temperature that the loss does not have or learns itself, and a loss that learns without an optimizer of its own.</summary>
    /// <exception cref="ArgumentException">The parts of the run do not fit each other.</exception>
    public static void CheckLoss(TrainingRun run)
    {
        IHasTemperature[] temperatures = [.. run.Loss.WithInner().OfType<IHasTemperature>()];
        string loss = run.Loss.GetType().Name;
        if (run.Temperature is not null && temperatures.FirstOrDefault(static found => found.IsTemperatureLearned) is { } learned)
        {
            throw new ArgumentException($"Expected no schedule of the temperature (Temperature), because {learned.GetType().Name} learns its own, but got both. Leave one of the two out.", nameof(run));
        }

        if (run.Temperature is not null && temperatures.Length == 0)
        {
            throw new ArgumentException($"Expected no schedule of the temperature (Temperature), because {loss} has none, but got one.", nameof(run));
        }

        if (run.Loss is IParameterized { Parameters.Segments: { Length: > 0 } segments } && (run.LossOptimizer is null || run.LossOptimizer == run.Optimizer))
        {
            string got = run.LossOptimizer is null ? "none" : "that of the model";
            throw new ArgumentException(
                $"Expected an optimizer of its own (LossOptimizer) for what {loss} learns ({string.Join(", ", segments.Select(static segment => segment.Shape.Name))}), but got {got}.", nameof(run));
        }
    }

    private static void Require(bool isInRange, string expected, object? got, string paramName)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(paramName, got, FormattableString.Invariant($"Expected {expected}, but got {got}."));
        }
    }
}
