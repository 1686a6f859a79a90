using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>What reading other libraries found wrong or fragile in their losses: the name of a test says the defect, its comment where it was read.</summary>
/// <remarks>
/// Defects that one fixture already pins: the capped NT-Xent loss (<see cref="NtXentLossTests.Evaluate_NegativeDominates_LossIsNotCappedAndKeepsItsGradient"/>), the division by no matches
/// (<see cref="NtXentLossTests.Evaluate_NoPositivePairOrNoNegative_IsZeroNotNaN"/>), the tensor of all triplets (<see cref="TripletLossTests.Evaluate_AllTripletsOfALargeBatch_TakesNoMemoryForThem"/>),
/// the soft margin that overflows (<see cref="TripletLossTests.Evaluate_SoftMarginOfLargeDistances_DoesNotOverflow"/>), semi-hard across anchors
/// (<see cref="TripletLossTests.Evaluate_SemiHard_ComparesDistancesOfOneAnchorAlone"/>), hard pairs without signal (<see cref="ContrastiveLossTests.Evaluate_OneSimilarAndOneDissimilarPair_AreComparedWithEachOther"/>),
/// the anchor as its own negative (<see cref="ContrastiveLossTests.Evaluate_LabelledBatch_NeverTakesTheAnchorForItsNegative"/>), the raised temperature
/// (<see cref="InfoNceExtremesTests.Evaluate_ColdTemperature_IsNotRaised"/>), the gradient of a zero anchor (<see cref="InfoNceExtremesTests.Evaluate_ZeroAnchor_HasSimilarityZeroAndGradientExactlyZero"/>) and the
/// regularizer without a gradient (<see cref="VarianceSpreadLossTests.Evaluate_UnequalVariances_NeverHaveAGradientOfZero"/>,
/// <see cref="SpectralRegularizationLossTests.Evaluate_EmbeddingsWithGradient_NeverHaveAGradientOfZero"/>).
/// </remarks>
[TestFixture]
public sealed class PeerDefectTests
{
    public static IEnumerable<LossCase> CosineLosses => LossTable.All.Concat(LossVariants.All).Where(static loss => loss.IsCosine);

    public static ILoss[] LossesOfLabels =>
    [
        new InfoNceLoss(), new NtXentLoss(), new SupConLoss(), new MultiSimilarityLoss(), new CircleLoss(), new SigLipLoss(), new LocalContrastiveLoss(),
        .. Enum.GetValues<TripletSelection>().Select(static selection => new TripletLoss(new() { Selection = selection, MeanOverActive = true })),
        .. Enum.GetValues<ContrastiveForm>().Select(static form => new ContrastiveLoss(new() { Form = form, MeanOverActive = true })),
        new MarginLoss(), new AlignmentUniformityLoss(), new VicRegLoss(), new BarlowTwinsLoss(),
    ];

    /// <summary>pytorch-metric-learning, losses/ntxent_loss.py: a matrix of all positive pairs by all negative pairs.</summary>
    [Test]
    public void NtXent_MatrixOfPositivePairsByNegativePairs_IsNotBuilt() => ShouldAllocateLittle(new NtXentLoss(), classes: 4);

    /// <summary>sentence-transformers, batch_semi_hard_triplet.py: distances tiled to rows^2 by rows.</summary>
    [Test]
    public void Triplet_SemiHardDistancesTiledToRowsCubed_AreNotBuilt() => ShouldAllocateLittle(new TripletLoss(new() { Selection = TripletSelection.SemiHard }), classes: 64);

    /// <summary>sentence-transformers, gist_embed.py: one explicit negative of an anchor is accepted and no more.</summary>
    [Test]
    public void InfoNce_OneExplicitNegativeAtMost_IsNoLimit([Values(2, 3, 17)] int negatives)
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(3) { InBatchNegatives = true, OwnNegativesPerAnchor = negatives });
        OracleCheckOf(new InfoNceLoss(new() { Temperature = 0.5f }), relations, (a, c) => Oracle.InfoNce(a, c, new(relations), 0.5));
    }

    /// <summary>sentence-transformers, util/similarity.py, pairwise_angle_sim: a division by the squared length of a zero vector.</summary>
    [TestCaseSource(nameof(CosineLosses))]
    public void AnyCosine_ZeroVectorDividedByItsSquaredLength_IsNotNaN(LossCase loss)
    {
        LossInput input = new(loss, 5, 6);
        ((MatrixSpan)input.Anchors).SliceRows(0, 2).Fill(0);
        ((MatrixSpan)input.Candidates).SliceRows(0, 2).Fill(0);
        double.IsFinite(loss.Create().Evaluate(input.Batch, input.Outputs).Value).ShouldBeTrue();
        input.Written.ShouldAllBe(static x => float.IsFinite(x));
        Enumerable.Range(0, 12).ShouldAllBe(i => input.AnchorGradients[i / 6, i % 6] == 0f);
    }

    /// <summary>optax, ntxent: a mean over the positive pairs of a batch that has none.</summary>
    [TestCaseSource(nameof(LossesOfLabels))]
    public void AnyLoss_MeanOverNoTerms_IsNotNaN(ILoss loss)
    {
        float[,] rows = Batches.Matrix(1, 4, seed: 1);
        bool isOfViews = loss is AlignmentUniformityLoss or VicRegLoss or BarlowTwinsLoss;
        foreach (Evaluated got in (Evaluated[])[
            isOfViews ? Evaluated.Of(loss, rows, rows, PairRelations.InBatch(1)) : Evaluated.Of(loss, rows, PairRelations.FromLabels([3])),
            isOfViews ? Evaluated.Of(loss, new float[0, 4], new float[0, 4], PairRelations.InBatch(0)) : Evaluated.Of(loss, new float[0, 4], PairRelations.FromLabels([]))])
        {
            got.Value.ShouldBe(0);
            got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
        }
    }

    /// <summary>quaterion, circle_loss.py: the weight of a positive is <c>max(0, optimum + s)</c>; the paper subtracts, so that a positive near its optimum weighs little.</summary>
    [Test]
    public void Circle_PositiveWeightWithThePlusSign_IsThatOfThePaper()
    {
        CircleLoss loss = new(new CircleOptions { Margin = 0.25f, Gamma = 8f });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1, 0 } }, new float[,] { { 0.8f, 0.6f }, { 0, 1 } }, PairRelations.Paired([1]));
        double positive = -8 * (1.25 - 0.8) * (0.8 - 0.75), negative = 8 * (0 + 0.25) * (0 - 0.25);
        got.Value.ShouldBe(Math.Log(1 + Math.Exp(positive + negative)), 1e-6);
    }

    /// <summary>quaterion, distances/cosine.py: half the cosine plus a half between all rows of a batch, the cosine itself between pairs, so that a scale of 20 means 10.</summary>
    [Test]
    public void InfoNce_CosineHalvedInBatchAlone_IsTheSameForPairsAndBatches()
    {
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.05f });
        float[,] anchors = { { 1, 0 }, { 0, 1 } }, candidates = { { 0.8f, 0.6f }, { 0.28f, 0.96f } };
        double expected = (Math.Log(1 + Math.Exp(20 * (0.28 - 0.8))) + Math.Log(1 + Math.Exp(20 * (0.6 - 0.96)))) / 2;
        Evaluated.Of(loss, anchors, candidates, PairRelations.InBatch(2)).Value.ShouldBe(expected, 1e-6 * expected);
        double first = loss.Evaluate([1, 0], [0.8f, 0.6f], [[0.28f, 0.96f]]), second = loss.Evaluate([0, 1], [0.28f, 0.96f], [[0.8f, 0.6f]]);
        ((first + second) / 2).ShouldBe(expected, 1e-6 * expected);
    }

    /// <summary>AiDotNet, InfoNCELoss.cs: with normalization the gradient is that of the normalized vectors. That of the inputs is perpendicular to them and shrinks as they grow.</summary>
    [TestCaseSource(nameof(CosineLosses))]
    public void AnyCosine_GradientOfTheNormalizedVectors_IsThatOfTheInputs(LossCase loss)
    {
        (LossInput plain, LossInput longer) = (new(loss, 5, 6), new(loss, 5, 6));
        for (int i = 0; i < longer.Anchors.Length; i++)
        {
            longer.Anchors[i / 6, i % 6] *= 4;
        }

        loss.Create().Evaluate(plain.Batch, plain.Outputs);
        loss.Create().Evaluate(longer.Batch, longer.Outputs);
        new Tolerance(loss.GradientError, 1e-4).ShouldAccept([.. longer.AnchorGradients.Cast<float>().Select(static g => 4 * g)], [.. plain.AnchorGradients.Cast<float>().Select(static g => (double)g)]);
        for (int row = 0; row < 5; row++)
        {
            Enumerable.Range(0, 6).Sum(d => (double)plain.AnchorGradients[row, d] * plain.Anchors[row, d]).ShouldBe(0, 5 * loss.GradientError);
        }
    }

    /// <summary>ruvector-attention, loss.rs, InfoNCE: a gradient of the anchor alone.</summary>
    [Test]
    public void InfoNce_GradientOfTheAnchorAlone_IsThatOfEveryVector()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(3) { OwnNegativesPerAnchor = 4 });
        Evaluated got = Evaluated.Of(new InfoNceLoss(new() { Temperature = 0.5f }), Batches.Matrix(3, 6, seed: 1), Batches.Matrix(15, 6, seed: 2), relations);
        got.CandidateGradients.Cast<float>().Chunk(6).ShouldAllBe(static row => row.Any(static g => g != 0f));
    }

    /// <summary>ruvector-attention, loss.rs, InfoNCE: the way to the gradients takes the logarithm of a probability that has underflowed, infinite where the value alone is finite.</summary>
    [Test]
    public void InfoNce_LogarithmOfAnUnderflownProbability_IsFiniteAndTheValueOfBothWays([Values(1e-4f, 1e-3f, 0.02f)] float temperature)
    {
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = temperature });
        float[,] anchors = { { 1, 0 } }, candidates = { { -1, 0.1f }, { 1, 0.1f } };
        Evaluated got = Evaluated.Of(loss, anchors, candidates, PairRelations.Paired([1]));
        got.Value.ShouldBe(2 / Math.Sqrt(1.01) / temperature, 1e-5 / temperature);
        loss.Evaluate(new ContrastiveBatch(anchors, candidates, PairRelations.Paired([1]))).Value.ShouldBe(got.Value);
        got.AnchorGradients.Cast<float>().Concat(got.CandidateGradients.Cast<float>()).ShouldAllBe(static g => float.IsFinite(g));
    }

    /// <summary>ruvector-attention, loss.rs, LocalContrastive: the value is a mean over all negatives, the value with gradients one over the active ones.</summary>
    [Test]
    public void LocalContrastive_MeanOverAllOrOverActiveTerms_IsOneLossWithAndWithoutGradients()
    {
        float[,] anchors = { { 0 } }, candidates = { { 1 }, { 1.5f }, { 9 }, { -9 } };
        PairRelations relations = PairRelations.Paired([3]);
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), anchors, candidates, relations);
        got.Value.ShouldBe(0.5 / 3, 1e-7);
        new LocalContrastiveLoss().Evaluate(new ContrastiveBatch(anchors, candidates, relations)).ShouldBe(got.Result);
        new Tolerance(0, 1e-6).ShouldAccept([.. got.CandidateGradients.Cast<float>()], [1 / 3.0, -1 / 3.0, 0, 0]);
    }

    /// <summary>ruvector-attention, loss.rs, LocalContrastive: without a reduction only the first term is returned.</summary>
    [Test]
    public void LocalContrastive_FirstTermForAllOfThem_IsAValueForEachRow()
    {
        float[,] anchors = { { 0 }, { 5 }, { 2 } }, candidates = { { 1 }, { 5 }, { 4 }, { 0.5f }, { 9 }, { 2.5f } };
        Evaluated got = Evaluated.Of(new LocalContrastiveLoss(), anchors, candidates, PairRelations.Paired([1, 1, 1]));
        got.RowValues.ShouldBe([1.5f, 0, 2.5f]);
        got.Value.ShouldBe(4 / 3.0, 1e-7);
    }

    /// <summary>The same of every loss that has row terms.</summary>
    [TestCaseSource(typeof(LossTable), nameof(LossTable.WithWeights))]
    public void AnyLoss_FirstTermForAllOfThem_IsAValueForEachRow(LossCase loss)
    {
        LossInput input = new(loss, 5, 6);
        loss.Create().Evaluate(input.Batch, input.Outputs).Terms.ShouldBeGreaterThan(1);
        input.RowValues.ShouldNotContain(LossInput.Sentinel);
        input.RowValues.Count(static value => value != 0).ShouldBeGreaterThan(1);
    }

    private static void OracleCheckOf(ILoss loss, PairRelations relations, Func<double[,], double[,], double> oracle)
    {
        (float[,] anchors, float[,] candidates) = (Batches.Matrix(relations.AnchorCount, 6, seed: 1), Batches.Matrix(relations.CandidateCount, 6, seed: 2));
        Evaluated got = Evaluated.Of(loss, anchors, candidates, relations);
        got.Result.Terms.ShouldBe(relations.AnchorCount);
        (double[,] a, double[,] c) = (Oracle.ToDouble(anchors), Oracle.ToDouble(candidates));
        got.Value.ShouldBe(oracle(a, c), 1e-5 * oracle(a, c));
        GradientCheck.Of(x => oracle(a, x), candidates).ShouldBe(got.CandidateGradients, absolute: 2e-6);
    }

    /// <summary>Far less than one number for each pair of pairs of 1,024 rows.</summary>
    private static void ShouldAllocateLittle(ILoss loss, int classes)
    {
        ContrastiveBatch batch = ContrastiveBatch.Labelled(Batches.Matrix(1024, 8, seed: 2), Batches.Labels(1024, classes, seed: 3));
        float[,] gradients = new float[1024, 8];
        long before = GC.GetTotalAllocatedBytes();
        loss.Evaluate(batch, new LossOutputs { AnchorGradients = gradients }).Terms.ShouldBeGreaterThan(10_000);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(48L << 20, "one tile of scores, mostly");
    }
}
