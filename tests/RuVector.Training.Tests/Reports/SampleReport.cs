using RuVector.Training.Evaluation;
using RuVector.Training.Reports;

namespace RuVector.Training.Tests.Reports;

/// <summary>A report with everything in it, as a run on the reverse dictionary would make it.</summary>
internal static class SampleReport
{
    public const int Steps = 755;

    public static StepMetrics[] Metrics() => [.. Enumerable.Range(0, Steps).Select(static step => new StepMetrics
    {
        Step = step,
        Loss = 1.9 + (3.4 * Math.Exp(-step / 120.0)) + (0.16 * Math.Sin(step * 12.9898)),
        LearningRate = 0.002 * Math.Min((step + 1) / 50.0, 0.5 + (0.5 * Math.Cos(Math.PI * step / Steps))),
        Temperature = 0.05 + (0.075 * (1 + Math.Cos(Math.PI * step / Steps))),
        NegativesPerAnchor = 5 + (15 * step / Steps),
        Validation = step % 50 == 0 ? 0.0751 - (0.051 * Math.Exp(-step / 90.0)) : null,
        Seconds = step * 0.018,
    })];

    public static TrainingReport Full()
    {
        StepMetrics[] steps = Metrics();
        return new TrainingReport
        {
            Title = "Reverse dictionary: linear query adapter",
            Summary = "The trained adapter finds the right word more often than the untrained start, on queries it has never seen. It was kept.",
            IsBetter = true,
            FinishedAt = new DateTimeOffset(2026, 11, 24, 19, 30, 0, TimeSpan.Zero),
            Seconds = 14.2,
            Seed = 42,
            Version = "0.1.0",
            Metrics =
            [
                new("test", "MRR", 0.0201, 0.0746), new("test", "accuracy at 1", 0.003, 0.024), new("test", "accuracy at 10", 0.050, 0.169),
                new("test", "median rank", 1253.5, 256, HigherIsBetter: false), new("test", "accuracy at 100", 0.180, 0.394),
                new("valid", "MRR", 0.0242, 0.0751), new("valid", "median rank", 1105, 1190, HigherIsBetter: false), new("valid", "accuracy at 1", 0.004, 0.004),
            ],
            Gain = new GainInterval(0.0545, 0.0489, 0.0603, 0.95, 2000) { Better = 1794, Worse = 478, Same = 44 },
            Curves =
            [
                Curve.Of("Loss", steps, static step => step.Loss),
                Curve.Of("Validation MRR", steps, static step => step.Validation),
                Curve.Of("Temperature", steps, static step => step.Temperature),
                Curve.Of("Negatives a query (k)", steps, static step => step.NegativesPerAnchor),
                Curve.Of("Learning rate", steps, static step => step.LearningRate),
            ],
            Similarities = [new("test", Similarities(0.24, 0.11), Similarities(0.41, 0.06)), new("valid", Similarities(0.25, 0.11), Similarities(0.42, 0.06))],
            Health = [new("test queries", new EmbeddingHealth(2316, 0, 100, 78.21, -2.914, 0.3317), new EmbeddingHealth(2314, 2, 100, 84.6, -3.402, 0.1204))],
            DataChecks =
            [
                new("Training queries", "38,820 with 49,383 right answers"), new("Malformed lines", "none"), new("Duplicate ids", "none"),
                new("In-batch negatives that are right answers", "0.4 %, masked", IsConcern: true),
            ],
            Skipped = [new("Steps with a gradient that is not finite", 0), new("Pairs that are known answers, masked", 12_345)],
            Examples =
            [
                new("a shallow salt lake in south central Australia about 35 feet below sea level", "eyre", 1880, 3, ["basin", "lakes", "river", "reservoir", "lagoon"], ["salton", "lake", "eyre", "balaton", "lagoon"]),
                new("any substance that can be metabolized by an animal to give energy and build tissue", "nutrient", 12, 64, ["protein", "enzyme", "nutrients", "glucose", "amino"], ["carbohydrate", "food", "fuel", "foodstuff", "feed"]),
            ],
            Settings = [new("Loss:Type", "InfoNce"), new("Optimizer:AdamW:LearningRate", "0.002"), new("BatchSize", "256"), new("Temperature:Cosine:Start", "0.2")],
        };
    }

    /// <summary>Bell-shaped histograms around two means.</summary>
    private static SimilarityResult Similarities(double positives, double negatives) => new(
        2 - (2 * positives), Bell(positives, 0.16, 3_000), Bell(negatives, 0.13, 46_000_000), new MarginStatistics(2316, 0, positives - 0.55, positives - 0.7, positives - 0.56, positives - 0.4, 0.0242));

    private static SimilarityHistogram Bell(double mean, double deviation, double count) => new(
        [.. Enumerable.Range(0, SimilarityHistogram.BinCount).Select(bin => (long)(count * 0.05 / deviation / 2.5 * Math.Exp(-0.5 * Math.Pow((-0.975 + (bin / 20.0) - mean) / deviation, 2))))], mean);
}
