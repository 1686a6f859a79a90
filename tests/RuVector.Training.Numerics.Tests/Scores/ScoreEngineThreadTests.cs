using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Batches large enough to be shared between threads: same bits, same values as the oracle, same errors.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ScoreEngineThreadTests
{
    private static readonly Tolerance s_tolerance = new(3e-4, 1e-3);

    private static IEnumerable<TestCaseData> Relations()
    {
        yield return new TestCaseData(PairRelations.InBatch(600), false).SetArgDisplayNames("in batch");
        yield return new TestCaseData(PairRelations.FromLabels(Batches.Labels(600, 9, seed: 3)), true).SetArgDisplayNames("labels");
        yield return new TestCaseData(PairRelations.Paired(new PairedLayout(300) { OwnNegativesPerAnchor = 7, InBatchNegatives = true }), false).SetArgDisplayNames("in batch and own");
        yield return new TestCaseData(PairRelations.FromTriplets(40, 50, Triplets(3000)), false).SetArgDisplayNames("triplets");
    }

    [TestCaseSource(nameof(Relations))]
    public void Evaluate_AnyNumberOfThreads_GivesTheSameBits(PairRelations relations, bool alone)
    {
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone, 96);
        foreach (ScoreMeasure measure in Enum.GetValues<ScoreMeasure>())
        {
            (LossResult result, float[][] outputs) = Evaluate(1);
            foreach (int threads in (int[])[2, 3, 8])
            {
                (LossResult sharedResult, float[][] sharedOutputs) = Evaluate(threads);
                sharedResult.ShouldBe(result, $"{measure}, {threads} threads");
                sharedOutputs.ShouldBe(outputs, $"{measure}, {threads} threads");
            }

            (LossResult, float[][]) Evaluate(int threads)
            {
                using ThreadCount count = new(threads);
                float[] byAnchor = new float[anchors.Length], byCandidate = new float[alone ? 0 : candidates.Length], rowValues = new float[relations.RowCount];
                LossOutputs wanted = new()
                {
                    AnchorGradients = new(byAnchor, relations.AnchorCount, 96),
                    CandidateGradients = alone ? default : new(byCandidate, relations.CandidateCount, 96),
                    RowValues = rowValues,
                };
                return (ScoreEngine.Evaluate(EngineBatch.Of(anchors, candidates, relations, alone), wanted, new LinearLoss(), measure, Reduction.Mean), [byAnchor, byCandidate, rowValues]);
            }
        }
    }

    [TestCaseSource(nameof(Relations))]
    public void Evaluate_ManyRows_GivesExactGradients(PairRelations relations, bool alone)
    {
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone, 24);
        foreach (ScoreMeasure measure in Enum.GetValues<ScoreMeasure>())
        {
            LinearOracle oracle = new(anchors, candidates, relations, measure);
            float[] byAnchor = new float[anchors.Length], byCandidate = new float[alone ? 0 : candidates.Length];
            LossOutputs outputs = new() { AnchorGradients = new(byAnchor, relations.AnchorCount, 24), CandidateGradients = alone ? default : new(byCandidate, relations.CandidateCount, 24) };

            LossResult result = ScoreEngine.Evaluate(EngineBatch.Of(anchors, candidates, relations, alone), outputs, new LinearLoss(), measure, Reduction.Sum);

            s_tolerance.Accepts(result.Value, oracle.Sum).ShouldBeTrue($"{measure}: {result.Value} against {oracle.Sum}");
            s_tolerance.ShouldAccept(byAnchor, alone ? [.. oracle.AnchorGradients.Zip(oracle.CandidateGradients, static (x, y) => x + y)] : oracle.AnchorGradients, $"{measure}: anchors");
            s_tolerance.ShouldAccept(byCandidate, alone ? [] : oracle.CandidateGradients, $"{measure}: candidates");
        }
    }

    [Test]
    public void Evaluate_RowFunctionThrows_SurfacesTheErrorItselfAndGivesAllMemoryBack([Values(1, 2, 8)] int threads, [Values(0, 599)] int row)
    {
        using ThreadCount count = new(threads);
        PairRelations relations = PairRelations.InBatch(600);
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone: false, 64);
        float[,] byAnchor = new float[600, 64], byCandidate = new float[600, 64];
        InvalidTimeZoneException error = new("planted");
        using RentedMemory rented = new();

        Should.Throw<InvalidTimeZoneException>(() => ScoreEngine.Evaluate(
            new ContrastiveBatch(anchors, candidates, relations),
            new LossOutputs { AnchorGradients = byAnchor, CandidateGradients = byCandidate },
            new ThrowingLoss(row, error),
            ScoreMeasure.Euclidean,
            Reduction.Mean)).ShouldBeSameAs(error);

        rented.Rented.ShouldBeGreaterThan(3);
        rented.Outstanding.ShouldBe(0);
    }

    [Test]
    public void Evaluate_LargeBatch_RentsOneTileAndFewNumbersForEachRow()
    {
        PairRelations relations = PairRelations.InBatch(9000);
        float[] anchors = Batches.Vector(9000 * 8, 1), candidates = Batches.Vector(9000 * 8, 2), byAnchor = new float[9000 * 8], byCandidate = new float[9000 * 8];
        using RentedMemory rented = new();

        ScoreEngine.Evaluate(
            new ContrastiveBatch(new(anchors, 9000, 8), new(candidates, 9000, 8), relations),
            new LossOutputs { AnchorGradients = new(byAnchor, 9000, 8), CandidateGradients = new(byCandidate, 9000, 8) },
            new LinearLoss(),
            ScoreMeasure.Cosine,
            Reduction.Mean);

        rented.Outstanding.ShouldBe(0);
        rented.MostValues.ShouldBeLessThan((1 << 23) + (1 << 20));
    }

    [Test]
    public void Evaluate_AfterTheFirstCalls_AllocatesNothing([Values] ScoreMeasure measure)
    {
        using ThreadCount count = new(2);
        PairRelations relations = PairRelations.InBatch(300);
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone: false, 64);
        float[,] byAnchor = new float[300, 64], byCandidate = new float[300, 64];
        SteadyAllocation.Of(Evaluate).ShouldBe(0);

        void Evaluate() => ScoreEngine.Evaluate(
            new ContrastiveBatch(anchors, candidates, relations), new LossOutputs { AnchorGradients = byAnchor, CandidateGradients = byCandidate }, new LinearLoss(), measure, Reduction.Mean);
    }

    [Test]
    public void Evaluate_CloseRowsAmongMany_KeepTheDigitsOfTheirDistances()
    {
        float[,] anchors = Batches.Matrix(40, 33, seed: 4), candidates = (float[,])anchors.Clone();
        for (int i = 0; i < 40; i++)
        {
            candidates[i, i % 33] += (float)(0.5 * Math.Pow(10, -(i % 6)));
        }

        float[] values = new float[40];
        ScoreEngine.Evaluate(new ContrastiveBatch(anchors, candidates, PairRelations.InBatch(40)), new LossOutputs { RowValues = values }, new PositiveDistance(), ScoreMeasure.Euclidean, Reduction.Sum);

        for (int i = 0; i < 40; i++)
        {
            double expected = LinearOracle.Score(anchors, i, candidates, i, ScoreMeasure.Euclidean);
            ((double)values[i]).ShouldBe(expected, 1e-6 * expected, $"pair {i}");
        }
    }

    private static Triplet[] Triplets(int count)
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, count).Select(_ => (Anchor: random.Next(40), Positive: random.Next(25), Negative: 25 + random.Next(25))).Select(static t => new Triplet(t.Anchor, t.Positive, t.Negative))];
    }

    private readonly struct ThrowingLoss(int row, Exception error) : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow current) => current.Row == row ? throw error : new RowValue(1, 1);
    }

    private readonly struct PositiveDistance : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row) => new(row.Positives[0], 1);
    }
}
