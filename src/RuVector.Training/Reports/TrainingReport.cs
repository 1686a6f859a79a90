using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>What a training run did and what came of it; written as <c>report.json</c> for programs and <c>report.html</c> for people.</summary>
/// <remarks>The same report gives the same bytes.</remarks>
public sealed record TrainingReport
{
    /// <summary>Gets what was trained: "Reverse dictionary, linear adapter".</summary>
    public required string Title { get; init; }

    /// <summary>Gets the outcome in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets a value indicating whether the trained model is better than the start, and so was kept.</summary>
    public required bool IsBetter { get; init; }

    /// <summary>Gets when the run ended; <see langword="null"/> leaves it out.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Gets how long the run took, in seconds; <see langword="null"/> leaves it out.</summary>
    public double? Seconds { get; init; }

    /// <summary>Gets the seed of the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Gets the version of the library; <see langword="null"/> leaves it out.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the figures before and after; those that matter most first.</summary>
    public IReadOnlyList<MetricComparison> Metrics { get; init; } = [];

    /// <summary>Gets how sure the gain in MRR is; <see langword="null"/> leaves it out.</summary>
    public GainInterval? Gain { get; init; }

    /// <summary>Gets the curves: loss, temperature, negatives, learning rate, validation metric.</summary>
    public IReadOnlyList<Curve> Curves { get; init; } = [];

    /// <summary>Gets the similarities of queries to right and to wrong answers, before and after.</summary>
    public IReadOnlyList<SimilarityComparison> Similarities { get; init; } = [];

    /// <summary>Gets how embeddings spread out, before and after.</summary>
    public IReadOnlyList<HealthComparison> Health { get; init; } = [];

    /// <summary>Gets what was found in the data.</summary>
    public IReadOnlyList<DataCheck> DataChecks { get; init; } = [];

    /// <summary>Gets the counts of everything that the run left out, those of 0 too.</summary>
    public IReadOnlyList<SkippedCount> Skipped { get; init; } = [];

    /// <summary>Gets some queries with their answers before and after.</summary>
    public IReadOnlyList<QueryExample> Examples { get; init; } = [];

    /// <summary>Gets the settings that the run used.</summary>
    public IReadOnlyList<ReportSetting> Settings { get; init; } = [];
}
