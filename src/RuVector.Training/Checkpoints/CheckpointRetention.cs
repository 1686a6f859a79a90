namespace RuVector.Training.Checkpoints;

/// <summary>Which checkpoints of a folder stay.</summary>
internal static class CheckpointRetention
{
    /// <summary>Those with a metric, the best first; of equal ones the earlier.</summary>
    public static IEnumerable<CheckpointInfo> BestFirst(IEnumerable<CheckpointInfo> checkpoints, bool higherIsBetter) => checkpoints
        .Where(static info => info.Metric is not null)
        .OrderBy(info => higherIsBetter ? -info.Metric!.Value : info.Metric!.Value)
        .ThenBy(static info => info.Step);

    /// <summary>Those that go: neither among the last ones nor the best.</summary>
    /// <param name="checkpoints">All of them, by step, the latest first.</param>
    /// <param name="options">How many stay.</param>
    public static IEnumerable<CheckpointInfo> Superfluous(IReadOnlyList<CheckpointInfo> checkpoints, CheckpointStoreOptions options)
    {
        CheckpointInfo? best = options.KeepBest ? BestFirst(checkpoints, options.HigherIsBetter).FirstOrDefault() : null;
        return checkpoints.Skip(options.KeepLast).Where(info => info != best);
    }
}
