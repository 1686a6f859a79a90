using RuVector.Training.Reports;
using RuVector.Training.Trainer;

namespace AdapterTraining;

/// <summary>What a run left out, for its report.</summary>
internal static class RunSkips
{
    public static IReadOnlyList<SkippedCount> Of(TrainingSummary summary) =>
    [
        new("steps that were not taken because of their gradients", summary.SkippedSteps),
        new("steps without anything to learn from", summary.EmptySteps),
        new("rows without a negative", summary.RowsWithoutNegatives),
        new("in-batch pairs that are right answers", summary.MaskedPairs),
        new("negatives that mining found fewer than it was asked for", summary.MiningShortage),
        new("checkpoints that could not be saved", summary.FailedCheckpoints),
    ];
}
