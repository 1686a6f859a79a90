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
        (float[,] anchors, float[,] candidates) = Embeddings(relations, alone, 7);
        LossOutputs outputs = new() { AnchorGradients = new float[relations.AnchorCount, 7] };
        ScoreEngine.Evaluate(Batch(anchors, candidates, relations, alone), outputs, new RecordingLoss(rows), ScoreMeasure.Dot, Reduction.Sum);

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
        (float[,] anchors, float[,] candidates) = Embeddings(relations, alone, 7);
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

    [TestCaseSource(typeof(RelationCases), nameof(RelationCases.All))]
    public void Evaluate_AnyRelations_GivesExactGradientsOfBothSides(PairRelations relations, bool alone)
    {
        foreach (ScoreMeasure measure in Enum.GetValues<ScoreMeasure>())
        {
            (float[,] anchors, float[,] candidates) = Embeddings(relations, alone, 9);
            LinearOracle oracle = new(anchors, candidates, relations, measure);
            float[] anchorGradients = new float[anchors.Length], candidateGradients = new float[candidates.Length], rowValues = new float[relations.RowCount];
            LossOutputs outputs = new()
            {
                AnchorGradients = new(anchorGradients, relations.AnchorCount, 9),
                CandidateGradients = alone ? default : new(candidateGradients, relations.CandidateCount, 9),
                RowValues = rowValues,
            };

            LossResult result = ScoreEngine.Evaluate(Batch(anchors, candidates, relations, alone), outputs, new LinearLoss(), measure, Reduction.Sum);

            s_tolerance.Accepts(result.Value, oracle.Sum).ShouldBeTrue($"{measure}: {result.Value} against {oracle.Sum}");
            s_tolerance.ShouldAccept(rowValues, oracle.RowValues, $"{measure}: row value");
            s_tolerance.ShouldAccept(anchorGradients, alone ? Sum(oracle.AnchorGradients, oracle.CandidateGradients) : oracle.AnchorGradients, $"{measure}: anchor gradient");
            s_tolerance.ShouldAccept(candidateGradients, alone ? new double[candidates.Length] : oracle.CandidateGradients, $"{measure}: candidate gradient");
        }
    }

    [Test]
    public void Evaluate_EveryDimension_GivesExactGradients([Values] ScoreMeasure measure)
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(5) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 });
        for (int dimension = 1; dimension <= 65; dimension++)
        {
            (float[,] anchors, float[,] candidates) = Embeddings(relations, alone: false, dimension);
            LinearOracle oracle = new(anchors, candidates, relations, measure);
            (float[] anchorGradients, float[] candidateGradients, LossResult result) = Gradients(anchors, candidates, relations, measure, Reduction.Sum);

            s_tolerance.Accepts(result.Value, oracle.Sum).ShouldBeTrue($"dimension {dimension}: {result.Value} against {oracle.Sum}");
            s_tolerance.ShouldAccept(anchorGradients, oracle.AnchorGradients, $"dimension {dimension}: anchor gradient");
            s_tolerance.ShouldAccept(candidateGradients, oracle.CandidateGradients, $"dimension {dimension}: candidate gradient");
        }
    }

    [Test]
    public void Evaluate_MoreRowsThanATile_GivesExactGradients([Values(ScoreMeasure.Cosine, ScoreMeasure.Euclidean)] ScoreMeasure measure)
    {
        const int Rows = 550;
        float[,] rows = Batches.Matrix(Rows, 3, seed: 1);
        PairRelations relations = PairRelations.FromLabels(Batches.Labels(Rows, 20, seed: 2));
        LinearOracle oracle = new(rows, rows, relations, measure);
        float[] gradients = new float[rows.Length];

        LossResult result = ScoreEngine.Evaluate(
            new ContrastiveBatch(rows, relations), new LossOutputs { AnchorGradients = new(gradients, Rows, 3) }, new LinearLoss(), measure, Reduction.Sum);

        new Tolerance(1e-3, 1e-5).Accepts(result.Value, oracle.Sum).ShouldBeTrue($"{result.Value} against {oracle.Sum}");
        new Tolerance(1e-3, 1e-5).ShouldAccept(gradients, Sum(oracle.AnchorGradients, oracle.CandidateGradients), "gradient");
    }

    [Test]
    public void Evaluate_MeanWeightsScaleAndAccumulate_ApplyToTheGradients()
    {
        PairRelations relations = PairRelations.InBatch(4);
        (float[,] anchors, float[,] candidates) = Embeddings(relations, alone: false, 5);
        float[] weights = [2, 0, 0.5f, 1];
        LinearOracle oracle = new(anchors, candidates, relations, ScoreMeasure.Cosine, weights);
        float[] anchorGradients = new float[20], candidateGradients = new float[20], rowValues = new float[4];
        anchorGradients.AsSpan().Fill(3);
        candidateGradients.AsSpan().Fill(-3);

        LossResult result = ScoreEngine.Evaluate(
            new ContrastiveBatch(anchors, candidates, relations) { AnchorWeights = weights },
            new LossOutputs { AnchorGradients = new(anchorGradients, 4, 5), CandidateGradients = new(candidateGradients, 4, 5), RowValues = rowValues, Accumulate = true, Scale = 10 },
            new LinearLoss(),
            ScoreMeasure.Cosine,
            Reduction.Mean);

        s_tolerance.Accepts(result.Value, oracle.Sum / 3.5).ShouldBeTrue();
        result.Terms.ShouldBe(4);
        s_tolerance.ShouldAccept(anchorGradients, Array.ConvertAll(oracle.AnchorGradients, static g => 3 + (10 * g / 3.5)));
        s_tolerance.ShouldAccept(candidateGradients, Array.ConvertAll(oracle.CandidateGradients, static g => -3 + (10 * g / 3.5)));
        s_tolerance.ShouldAccept(rowValues, oracle.RowValues);
    }

    [Test]
    public void Evaluate_WithAndWithoutOutputs_GivesTheSameBits([Values] ScoreMeasure measure)
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(6) { InBatchNegatives = true, OwnNegativesPerAnchor = 2 });
        (float[,] anchors, float[,] candidates) = Embeddings(relations, alone: false, 33);
        (float[] anchorGradients, float[] candidateGradients, LossResult both) = Gradients(anchors, candidates, relations, measure, Reduction.Mean);
        float[] anchorsOnly = new float[anchors.Length], candidatesOnly = new float[candidates.Length];
        ContrastiveBatch batch = new(anchors, candidates, relations);

        ScoreEngine.Evaluate(batch, default, new LinearLoss(), measure, Reduction.Mean).ShouldBe(both);
        ScoreEngine.Evaluate(batch, new LossOutputs { AnchorGradients = new(anchorsOnly, 6, 33) }, new LinearLoss(), measure, Reduction.Mean).ShouldBe(both);
        ScoreEngine.Evaluate(batch, new LossOutputs { CandidateGradients = new(candidatesOnly, 18, 33) }, new LinearLoss(), measure, Reduction.Mean).ShouldBe(both);
        anchorsOnly.ShouldBe(anchorGradients);
        candidatesOnly.ShouldBe(candidateGradients);
    }

    [Test]
    public void Evaluate_StridedViews_GiveTheSameBitsAndLeaveTheGaps()
    {
        PairRelations relations = PairRelations.InBatch(4);
        float[,] both = Batches.Matrix(4, 14, seed: 8);
        float[,] gradients = new float[4, 14];
        MatrixSpan inputs = both, outputs = gradients;
        float[,] anchors = new float[4, 6], positives = new float[4, 6];
        inputs.SliceColumns(0, 6).AsReadOnly().CopyTo(anchors);
        inputs.SliceColumns(7, 6).AsReadOnly().CopyTo(positives);
        (float[] anchorGradients, float[] candidateGradients, LossResult dense) = Gradients(anchors, positives, relations, ScoreMeasure.Cosine, Reduction.Mean);

        ScoreEngine.Evaluate(
            new ContrastiveBatch(inputs.SliceColumns(0, 6), inputs.SliceColumns(7, 6), relations),
            new LossOutputs { AnchorGradients = outputs.SliceColumns(0, 6), CandidateGradients = outputs.SliceColumns(7, 6) },
            new LinearLoss(),
            ScoreMeasure.Cosine,
            Reduction.Mean).ShouldBe(dense);

        for (int row = 0; row < 4; row++)
        {
            outputs[row][..6].ToArray().ShouldBe(anchorGradients[(row * 6)..((row + 1) * 6)]);
            outputs[row][7..13].ToArray().ShouldBe(candidateGradients[(row * 6)..((row + 1) * 6)]);
            (outputs[row][6], outputs[row][13]).ShouldBe((0f, 0f));
        }
    }

    [Test]
    public void Evaluate_AfterTheFirstCall_AllocatesNothing([Values] ScoreMeasure measure)
    {
        PairRelations relations = PairRelations.FromLabels([0, 1, 0, 1, 2]).Ignoring(IndexLists.FromRows([1], [], [], [], [0]));
        float[,] rows = Batches.Matrix(5, 8, seed: 1), gradients = new float[5, 8];
        Evaluate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

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
    public void Evaluate_ZeroVectors_HaveCosineZeroAndGradientExactlyZero()
    {
        float[,] anchors = { { 0, 0 }, { 1, 2 } }, positives = { { 3, 4 }, { 0, 0 } };
        (float[] anchorGradients, float[] candidateGradients, LossResult result) = Gradients(anchors, positives, PairRelations.InBatch(2), ScoreMeasure.Cosine, Reduction.Sum);

        result.ZeroRows.ShouldBe(2);
        anchorGradients[..2].ShouldBe([0, 0]);
        candidateGradients[2..].ShouldBe([0, 0]);
        anchorGradients[2..].ShouldNotBe([0, 0]);
    }

    [Test]
    public void Evaluate_EqualVectors_HaveDistanceZeroAndGradientExactlyZero([Values(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean)] ScoreMeasure measure)
    {
        float[,] rows = { { 1, 2 } };
        (float[] anchorGradients, float[] candidateGradients, LossResult result) = Gradients(rows, rows, PairRelations.InBatch(1), measure, Reduction.Sum);

        (result.Value, result.Terms).ShouldBe((0, 1));
        anchorGradients.Concat(candidateGradients).ShouldAllBe(static g => g == 0);
    }

    [Test]
    public void Evaluate_CloseVectorsFarFromTheOrigin_LoseNothing()
    {
        float[,] anchors = { { 1000, 1000 } }, positives = { { 1000.0001f, 1000 } };
        (float[] anchorGradients, _, LossResult result) = Gradients(anchors, positives, PairRelations.InBatch(1), ScoreMeasure.Euclidean, Reduction.Sum);

        double expected = Math.Abs((double)positives[0, 0] - 1000);
        s_tolerance.Accepts(result.Value / LinearLoss.Coefficient(0, 0), expected).ShouldBeTrue();
        anchorGradients.ShouldBe([-LinearLoss.Coefficient(0, 0), 0]);
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

    private static (float[,] Anchors, float[,] Candidates) Embeddings(PairRelations relations, bool alone, int dimension)
    {
        float[,] anchors = Batches.Matrix(relations.AnchorCount, dimension, seed: 21);
        return (anchors, alone ? anchors : Batches.Matrix(relations.CandidateCount, dimension, seed: 22));
    }

    private static ContrastiveBatch Batch(float[,] anchors, float[,] candidates, PairRelations relations, bool alone) =>
        alone ? new ContrastiveBatch(anchors, relations) : new ContrastiveBatch(anchors, candidates, relations);

    private static (float[] Anchors, float[] Candidates, LossResult Result) Gradients(float[,] anchors, float[,] candidates, PairRelations relations, ScoreMeasure measure, Reduction reduction)
    {
        float[] anchorGradients = new float[anchors.Length], candidateGradients = new float[candidates.Length];
        int dimension = anchors.GetLength(1);
        LossOutputs outputs = new()
        {
            AnchorGradients = new(anchorGradients, anchors.GetLength(0), dimension),
            CandidateGradients = new(candidateGradients, candidates.GetLength(0), dimension),
        };
        return (anchorGradients, candidateGradients, ScoreEngine.Evaluate(new ContrastiveBatch(anchors, candidates, relations), outputs, new LinearLoss(), measure, reduction));
    }

    private static void ShouldHaveScores(RecordedRow row, float[,] anchors, float[,] candidates, ScoreMeasure measure)
    {
        s_tolerance.ShouldAccept(row.PositiveScores, Array.ConvertAll(row.Positives, c => LinearOracle.Score(anchors, row.Anchor, candidates, c, measure)), $"positive score of row {row.Row}");
        s_tolerance.ShouldAccept(row.NegativeScores, Array.ConvertAll(row.Negatives, c => LinearOracle.Score(anchors, row.Anchor, candidates, c, measure)), $"negative score of row {row.Row}");
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, static (x, y) => x + y)];

    private readonly struct PairsOnly : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row) => row.Positives.IsEmpty || row.Negatives.IsEmpty ? RowValue.None : new RowValue(1, 1);
    }

    private readonly struct OneNegative(int position) : IRowLoss
    {
        public RowValue Evaluate(in ScoreRow row) => new(row.NegativeIndex(position), 1);
    }
}
