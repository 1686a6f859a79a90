using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

/// <summary>What comes back from derivatives by scores, against the closed forms in double.</summary>
[TestFixture]
public sealed class ScoreEngineGradientTests
{
    private static readonly Tolerance s_tolerance = new(5e-6, 1e-5);

    [TestCaseSource(typeof(RelationCases), nameof(RelationCases.All))]
    public void Evaluate_AnyRelations_GivesExactGradientsOfBothSides(PairRelations relations, bool alone)
    {
        foreach (ScoreMeasure measure in Enum.GetValues<ScoreMeasure>())
        {
            (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone, 9);
            LinearOracle oracle = new(anchors, candidates, relations, measure);
            float[] anchorGradients = new float[anchors.Length], candidateGradients = new float[candidates.Length], rowValues = new float[relations.RowCount];
            LossOutputs outputs = new()
            {
                AnchorGradients = new(anchorGradients, relations.AnchorCount, 9),
                CandidateGradients = alone ? default : new(candidateGradients, relations.CandidateCount, 9),
                RowValues = rowValues,
            };

            LossResult result = ScoreEngine.Evaluate(EngineBatch.Of(anchors, candidates, relations, alone), outputs, new LinearLoss(), measure, Reduction.Sum);

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
            (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone: false, dimension);
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
        float[,] rows = Batches.Matrix(30, 9000, seed: 1);
        PairRelations relations = PairRelations.FromLabels(Batches.Labels(30, 4, seed: 2));
        LinearOracle oracle = new(rows, rows, relations, measure);
        float[] gradients = new float[rows.Length];

        LossResult result = ScoreEngine.Evaluate(
            new ContrastiveBatch(rows, relations), new LossOutputs { AnchorGradients = new(gradients, 30, 9000) }, new LinearLoss(), measure, Reduction.Sum);

        s_tolerance.Accepts(result.Value, oracle.Sum).ShouldBeTrue($"{result.Value} against {oracle.Sum}");
        s_tolerance.ShouldAccept(gradients, Sum(oracle.AnchorGradients, oracle.CandidateGradients), "gradient");
    }

    [Test]
    public void Evaluate_MeanWeightsScaleAndAccumulate_ApplyToTheGradients()
    {
        PairRelations relations = PairRelations.InBatch(4);
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone: false, 5);
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
        (float[,] anchors, float[,] candidates) = EngineBatch.Embeddings(relations, alone: false, 33);
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
    public void Evaluate_EqualVectors_HaveDistanceZeroAndGradientExactlyZero([Values(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean, ScoreMeasure.UnitEuclidean)] ScoreMeasure measure)
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

    /// <summary>Groups of near-duplicates far from each other: most pairs go back through products, some of every row one by one, in every word of the columns.</summary>
    [Test]
    public void Evaluate_CloseAndFarPairsInOneRow_GivesExactGradients([Values(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean)] ScoreMeasure measure, [Values] bool alone)
    {
        float[,] centers = Batches.Matrix(20, 7, seed: 41), offsets = Batches.Matrix(200, 7, seed: 42), rows = new float[200, 7];
        for (int i = 0; i < 200; i++)
        {
            for (int d = 0; d < 7; d++)
            {
                rows[i, d] = (8 * centers[i % 20, d]) + (offsets[i, d] / 64);
            }
        }

        int[] labels = Batches.Labels(200, 50, seed: 43);
        PairRelations relations = alone ? PairRelations.FromLabels(labels) : PairRelations.FromLabels(labels, labels);
        LinearOracle oracle = new(rows, rows, relations, measure);
        float[] anchorGradients = new float[rows.Length], candidateGradients = new float[alone ? 0 : rows.Length];
        LossOutputs outputs = new() { AnchorGradients = new(anchorGradients, 200, 7), CandidateGradients = alone ? default : new(candidateGradients, 200, 7) };
        LossResult result = ScoreEngine.Evaluate(EngineBatch.Of(rows, rows, relations, alone), outputs, new LinearLoss(), measure, Reduction.Sum);

        Tolerance tolerance = new(2e-4, 1e-5);
        tolerance.Accepts(result.Value, oracle.Sum).ShouldBeTrue($"{result.Value} against {oracle.Sum}");
        tolerance.ShouldAccept(anchorGradients, alone ? Sum(oracle.AnchorGradients, oracle.CandidateGradients) : oracle.AnchorGradients, "anchor gradient");
        tolerance.ShouldAccept(candidateGradients, alone ? [] : oracle.CandidateGradients, "candidate gradient");
    }

    /// <summary>A row with few derivatives goes back pair by pair, one with many through products; a tile holds both.</summary>
    [Test]
    public void Evaluate_FewDerivativesInSomeRows_GivesExactGradients([Values(ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean)] ScoreMeasure measure, [Values(0, 3)] int denseRows)
    {
        const int Few = 5;
        float[,] anchors = Batches.Matrix(6, 9, seed: 51), candidates = Batches.Matrix(150, 9, seed: 52);
        PairRelations few = PairRelations.FromLabels([1, 1, 1, 1, 1, 1], new int[150]).Ignoring(IndexLists.FromRows([.. Enumerable.Range(0, 6).Select(row => row < denseRows ? [] : Enumerable.Range(Few, 150 - Few).ToArray())]));
        LinearOracle oracle = new(anchors, candidates, few, measure);
        (float[] anchorGradients, float[] candidateGradients, _) = Gradients(anchors, candidates, few, measure, Reduction.Sum);

        s_tolerance.ShouldAccept(anchorGradients, oracle.AnchorGradients, "anchor gradient");
        s_tolerance.ShouldAccept(candidateGradients, oracle.CandidateGradients, "candidate gradient");
    }

    [Test]
    public void Evaluate_CloseUnitRows_LoseNothing([Values(0.5f, 1e-1f, 1e-3f, 1e-5f)] float offset, [Values] bool shared)
    {
        float[,] anchors = { { 300, 400 } }, candidates = { { 3, 4 + (4 * offset) } };
        PairRelations relations = shared ? PairRelations.FromLabels([0], [1]) : PairRelations.InBatch(1);
        (float[] anchorGradients, _, LossResult result) = Gradients(anchors, candidates, relations, ScoreMeasure.UnitEuclidean, Reduction.Sum);

        LinearOracle oracle = new(anchors, candidates, relations, ScoreMeasure.UnitEuclidean);
        result.Value.ShouldBe(oracle.Sum, 2e-7);
        new Tolerance(1e-9 / offset, 1e-5).ShouldAccept(anchorGradients, oracle.AnchorGradients, "the direction of the difference is known as well as the unit rows are: to 1e-7 / distance");
    }

    [Test]
    public void Evaluate_MultiplesOfOneVector_HaveUnitDistanceZeroAndGradientExactlyZero([Values(1, 3, 17)] int dimension)
    {
        float[,] vector = Batches.Matrix(1, dimension, seed: 4), rows = new float[20, dimension];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i / dimension, i % dimension] = vector[0, i % dimension] * (1 + (0.37f * (i / dimension)));
        }

        (float[] anchorGradients, float[] candidateGradients, LossResult result) = Gradients(rows, rows, PairRelations.InBatch(20), ScoreMeasure.UnitEuclidean, Reduction.Sum);

        result.Value.ShouldBe(0);
        anchorGradients.Concat(candidateGradients).ShouldAllBe(static g => g == 0);
    }

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

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, static (x, y) => x + y)];
}
