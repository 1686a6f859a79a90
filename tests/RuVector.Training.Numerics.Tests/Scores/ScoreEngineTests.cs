using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class ScoreEngineTests
{
    private static readonly Tolerance s_tolerance = new(5e-6, 1e-5);

    [TestCaseSource(typeof(RelationCases), nameof(RelationCases.All))]
    public void Evaluate_AnyRelations_ShowsEachRowItsPairs(PairRelations relations, bool alone)
    {
        List<RecordedRow> rows = [];
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone, 7);
        LossOutputs outputs = new() { AnchorGradients = new float[relations.AnchorCount, 7] };
        ScoreEngine.Evaluate(EngineBatch.Of(anchors, candidates, relations, alone), outputs, new RecordingLoss(rows), ScoreMeasure.Dot, Reduction.Sum);

        rows.Select(static r => r.Row).ShouldBe(Enumerable.Range(0, relations.RowCount));
        foreach (RecordedRow row in rows)
        {
            row.ShouldSay(relations, static _ => true);
            ShouldHaveScores(row, anchors, candidates, ScoreMeasure.Dot);
        }
    }

    [TestCaseSource(typeof(RelationCases), nameof(RelationCases.All))]
    public void Visit_AnyRelations_ShowsEachRowItsPairsWithoutBadCandidates(PairRelations relations, bool alone)
    {
        List<RecordedRow> rows = [];
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone, 7);
        candidates = (float[,])candidates.Clone();
        int[] bad = [.. Enumerable.Range(0, relations.CandidateCount).Where(static c => c % 5 == 2)];
        foreach (int candidate in bad)
        {
            candidates[candidate, candidate % 7] = float.NaN;
        }

        RecordingVisitor visitor = new(rows);
        ScoreEngine.Visit(new MiningRequest(anchors, candidates, relations, 1), ScoreMeasure.Cosine, ref visitor).ShouldBe(bad.Length);

        rows.Count.ShouldBe(relations.RowCount);
        foreach (RecordedRow row in rows)
        {
            row.ShouldSay(relations, candidate => !bad.Contains(candidate));
            ShouldHaveScores(row, anchors, candidates, ScoreMeasure.Cosine);
        }
    }

    [Test]
    public void Evaluate_AfterTheFirstCall_AllocatesNothing([Values] ScoreMeasure measure)
    {
        PairRelations relations = PairRelations.FromLabels([0, 1, 0, 1, 2]).Ignoring(IndexLists.FromRows([1], [], [], [], [0]));
        float[,] rows = Batches.Matrix(5, 8, seed: 1), gradients = new float[5, 8];
        SteadyAllocation.Of(Evaluate).ShouldBe(0);

        void Evaluate() => ScoreEngine.Evaluate(
            new ContrastiveBatch(rows, relations), new LossOutputs { AnchorGradients = gradients }, new LinearLoss(), measure, Reduction.Mean);
    }

    [Test]
    public void Evaluate_Counts_SayWhatHadNoPart()
    {
        float[,] rows = Batches.Matrix(6, 4, seed: 1);
        new MatrixSpan(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref rows[2, 0], 4), 1, 4).Fill(0);
        PairRelations relations = PairRelations.FromLabels([0, 0, 1, 1, 2, 3]).Ignoring(IndexLists.FromRows([1, 2], [1], [], [], [], []));

        LossResult result = ScoreEngine.Evaluate(new ContrastiveBatch(rows, relations), default, new PairsOnly(), ScoreMeasure.Cosine, Reduction.Mean);

        result.ShouldBe(new LossResult(Value: 1, Terms: 3, RowsWithoutPositives: 3, RowsWithoutNegatives: 0, ZeroRows: 1, MaskedPairs: 2));
        PairRelations oneLabel = PairRelations.FromLabels([0, 0, 0, 0, 0, 0]);
        ScoreEngine.Evaluate(new ContrastiveBatch(rows, oneLabel), default, new PairsOnly(), ScoreMeasure.Dot, Reduction.Mean)
            .ShouldBe(new LossResult(Value: 0, Terms: 0, RowsWithoutPositives: 0, RowsWithoutNegatives: 6, ZeroRows: 1, MaskedPairs: 0));
    }

    [Test]
    public void Evaluate_NoTerm_GivesZeroValueAndOverwritesWithZeroGradients()
    {
        float[,] rows = Batches.Matrix(3, 4, seed: 1), gradients = new float[3, 4];
        ((MatrixSpan)gradients).Fill(7);
        float[] rowValues = [7, 7, 7];

        ScoreEngine.Evaluate(
            ContrastiveBatch.Labelled(rows, [1, 2, 3]), new LossOutputs { AnchorGradients = gradients, RowValues = rowValues }, new PairsOnly(), ScoreMeasure.Cosine, Reduction.Mean).Value.ShouldBe(0);

        gradients.Cast<float>().ShouldAllBe(static g => g == 0);
        rowValues.ShouldBe([0, 0, 0]);
    }

    [Test]
    public void Evaluate_UnknownSetting_IsRefused()
    {
        float[,] rows = new float[1, 1];
        Should.Throw<ArgumentOutOfRangeException>(() => ScoreEngine.Evaluate(ContrastiveBatch.InBatch(rows, rows), default, new LinearLoss(), (ScoreMeasure)9, Reduction.Sum)).Message
            .ShouldStartWith("Expected a known measure, but got 9.");
        Should.Throw<ArgumentOutOfRangeException>(() => ScoreEngine.Evaluate(ContrastiveBatch.InBatch(rows, rows), default, new LinearLoss(), ScoreMeasure.Dot, (Reduction)9)).Message
            .ShouldStartWith("Expected a known reduction, but got 9.");
    }

    [Test]
    public void Visit_BadAnchor_IsRefusedBeforeAnyRow()
    {
        List<RecordedRow> rows = [];
        float[,] anchors = { { 1, 2 }, { 3, float.NaN } };
        RecordingVisitor visitor = new(rows);

        Should.Throw<NonFiniteValueException>(() => ScoreEngine.Visit(new MiningRequest(anchors, new float[2, 2], PairRelations.InBatch(2), 1), ScoreMeasure.Dot, ref visitor)).Message
            .ShouldBe("Expected finite values, but got NaN in row 1, column 1. (Parameter 'anchors')");
        rows.ShouldBeEmpty();
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void NegativeIndex_NoSuchPosition_NamesTheRange(int position)
    {
        float[,] rows = { { 1 }, { 2 } };
        Should.Throw<ArgumentOutOfRangeException>(() => ScoreEngine.Evaluate(ContrastiveBatch.InBatch(rows, rows), default, new OneNegative(position), ScoreMeasure.Dot, Reduction.Sum)).Message
            .ShouldStartWith($"Expected a position from 0 to 0, but got {position}.");
    }

    private static void ShouldHaveScores(RecordedRow row, float[,] anchors, float[,] candidates, ScoreMeasure measure)
    {
        s_tolerance.ShouldAccept(row.PositiveScores, Array.ConvertAll(row.Positives, c => LinearOracle.Score(anchors, row.Anchor, candidates, c, measure)), $"positive score of row {row.Row}");
        s_tolerance.ShouldAccept(row.NegativeScores, Array.ConvertAll(row.Negatives, c => LinearOracle.Score(anchors, row.Anchor, candidates, c, measure)), $"negative score of row {row.Row}");
    }

    private readonly struct PairsOnly : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row) => row.Positives.IsEmpty || row.Negatives.IsEmpty ? RowValue.None : new RowValue(1, 1);
    }

    private readonly struct OneNegative(int position) : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row) => new(row.NegativeIndex(position), 1);
    }
}
