using System.Globalization;
using System.Reflection;

namespace RuVector.Training.Trainer;

/// <summary>Which run a checkpoint belongs to: everything that its result depends on and that can be told apart by name.</summary>
internal static class RunIdentity
{
    /// <summary>Settings that may differ, because the result does not depend on them.</summary>
    private static readonly string[] _free = [nameof(TrainerOptions.MaxDegreeOfParallelism), nameof(TrainerOptions.CheckpointEvery), nameof(TrainerOptions.OnCheckpointFailure)];

    public static SortedDictionary<string, string> Of(TrainingRun run, TrainerOptions options, ITrainingWork work, long totalSteps)
    {
        SortedDictionary<string, string> identity = new(StringComparer.Ordinal)
        {
            ["data"] = work.DataFingerprint,
            ["model"] = string.Join(", ", work.Parameters.Segments.Select(static segment => segment.Shape)),
            ["seed"] = Text(run.Context.Seed ?? options.Seed),
            ["total steps"] = Text(totalSteps),
        };
        foreach ((string slot, object? part) in new (string, object?)[]
        {
            ("loss", run.Loss), ("optimizer", run.Optimizer), ("scheduler", run.Scheduler), ("metric scheduler", run.MetricScheduler), ("temperature", run.Temperature), ("curriculum", run.Curriculum), ("miner", run.Miner),
        })
        {
            identity[slot] = part?.GetType().FullName ?? "none";
        }

        foreach (PropertyInfo property in typeof(TrainerOptions).GetProperties().Where(static property => property.CanWrite && !_free.Contains(property.Name)))
        {
            identity[$"Trainer:{property.Name}"] = Text(property.GetValue(options));
        }

        identity["Trainer:ParameterGroups"] = string.Join("; ", options.ParameterGroups.Select(static group => FormattableString.Invariant(
            $"{group.Pattern}: rate {group.LearningRateFactor}, decay {group.WeightDecay}, frozen {group.IsFrozen}")));
        foreach ((string key, string value) in run.Configuration.Where(static pair => !_free.Any(name => pair.Key.Equals($"Trainer:{name}", StringComparison.OrdinalIgnoreCase))))
        {
            identity[$"configuration {key}"] = value;
        }

        return identity;
    }

    /// <summary>Says in what two runs differ; empty when they are the same.</summary>
    public static string Difference(IReadOnlyDictionary<string, string> saved, IReadOnlyDictionary<string, string> current) => string.Join("; ", saved.Keys.Union(current.Keys)
        .Order(StringComparer.Ordinal)
        .Select(key => (key, was: saved.GetValueOrDefault(key, "not set"), now: current.GetValueOrDefault(key, "not set")))
        .Where(static entry => entry.was != entry.now)
        .Select(static entry => $"{entry.key} was {entry.was} and is {entry.now}"));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "none";
}
