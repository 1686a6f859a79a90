using RuVector.Training.Evaluation;
using RuVector.Training.Reports;

namespace AdapterTraining.Tasks;

/// <summary>The figures of one split before and after training.</summary>
internal sealed class SplitFigures(string split, RetrievalResult before)
{
    public RetrievalResult Before { get; } = before;

    public RetrievalResult After { get; set; } = before;

    public IEnumerable<MetricComparison> Compare() =>
    [
        new(split, "MRR", Before.MeanReciprocalRank, After.MeanReciprocalRank),
        new(split, "accuracy@1", Before.AccuracyAt(1), After.AccuracyAt(1)),
        new(split, "accuracy@10", Before.AccuracyAt(10), After.AccuracyAt(10)),
        new(split, "accuracy@100", Before.AccuracyAt(100), After.AccuracyAt(100)),
        new(split, "median rank", Before.MedianRank, After.MedianRank, HigherIsBetter: false),
    ];
}
