using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class TripletLossTests
{
    private static readonly ScoreMeasure[] s_measures = [ScoreMeasure.Euclidean, ScoreMeasure.SquaredEuclidean, ScoreMeasure.UnitEuclidean, ScoreMeasure.Cosine];

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayout_MatchesOracle(PairRelations relations)
    {
        foreach (ScoreMeasure measure in s_measures)
        {
            OracleSettings settings = new(relations) { Measure = measure, Weights = OracleCheck.Weights };
            TripletOptions options = new() { Measure = measure, Margin = 0.5f };
            OracleCheck.Layout(new TripletLoss(options), settings, (a, c) => Oracle.AllTriplets(a, c, settings, 0.5));
            options.Selection = TripletSelection.Hardest;
            OracleCheck.Layout(new TripletLoss(options), settings, (a, c) => Oracle.HardestTriplets(a, c, settings, 0.5));
            options.Selection = TripletSelection.SemiHard;
            OracleCheck.Layout(new TripletLoss(options), settings, (a, c) => Oracle.SemiHardTriplets(a, c, settings, 0.5));
        }
    }

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutActiveOrSoftOrSum_MatchesOracle(PairRelations relations)
    {
        OracleSettings settings = new(relations) { Measure = ScoreMeasure.Euclidean };
        OracleCheck.Layout(new TripletLoss(new TripletOptions { MeanOverActive = true }), settings, (a, c) => Oracle.AllTriplets(a, c, settings, 1, activeOnly: true));
        OracleCheck.Layout(new TripletLoss(new TripletOptions { SoftMargin = true }), settings, (a, c) => Oracle.SoftTriplets(a, c, settings));
        settings = settings with { Reduction = Reduction.Sum };
        OracleCheck.Layout(new TripletLoss(new TripletOptions { Reduction = Reduction.Sum }), settings, (a, c) => Oracle.AllTriplets(a, c, settings, 1));
    }

    [Test]
    public void Evaluate_ManyPositivesAndTies_MatchesOracle([Values(1, 7, 40)] int classSize)
    {
        float[,] rows = Batches.Matrix(80, 2, seed: 5);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i / 2, i % 2] = MathF.Round(2 * rows[i / 2, i % 2]) / 2;
        }

        OracleSettings settings = new(PairRelations.FromLabels([.. Enumerable.Range(0, 80).Select(i => i / classSize)])) { Measure = ScoreMeasure.SquaredEuclidean };
        double[,] point = Oracle.ToDouble(rows);
        Value(new TripletOptions { Measure = ScoreMeasure.SquaredEuclidean }).ShouldBe(Oracle.AllTriplets(point, point, settings, 1), 1e-9);
        Value(new TripletOptions { Measure = ScoreMeasure.SquaredEuclidean, MeanOverActive = true }).ShouldBe(Oracle.AllTriplets(point, point, settings, 1, activeOnly: true), 1e-9);
        Value(new TripletOptions { Measure = ScoreMeasure.SquaredEuclidean, Selection = TripletSelection.SemiHard }).ShouldBe(Oracle.SemiHardTriplets(point, point, settings, 1), 1e-9);

        double Value(TripletOptions options) => Evaluated.Of(new TripletLoss(options), rows, settings.Relations).Value;
    }

    [Test]
    public void Evaluate_WorkedExample_DiffersByTheSelection()
    {
        // Distances: positives 2 and 3, negatives 1, 2.5 and 5; margin 1. Hinges: 2, 0.5, 0 and 3, 1.5, 0.
        float[,] anchor = { { 0, 0 } };
        float[,] candidates = { { 0, 2 }, { 3, 0 }, { 1, 0 }, { 0, 2.5f }, { 3, 4 } };
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { PositivesPerAnchor = 2, OwnNegativesPerAnchor = 3 });

        Evaluated all = Evaluated.Of(new TripletLoss(), anchor, candidates, relations);
        (all.Value, all.Result.Terms, all.RowValues[0]).ShouldBe((7.0 / 6, 6, 7f));
        all.CandidateGradients.ShouldBe(new[,] { { 0f, 2f / 6 }, { 2f / 6, 0f }, { -2f / 6, 0f }, { 0f, -2f / 6 }, { 0f, 0f } });

        Evaluated active = Evaluated.Of(new TripletLoss(new TripletOptions { MeanOverActive = true }), anchor, candidates, relations);
        (active.Value, active.Result.Terms).ShouldBe((7.0 / 4, 4));

        Evaluated hardest = Evaluated.Of(new TripletLoss(new TripletOptions { Selection = TripletSelection.Hardest }), anchor, candidates, relations);
        (hardest.Value, hardest.Result.Terms).ShouldBe((3, 1));
        hardest.CandidateGradients.ShouldBe(new[,] { { 0f, 0f }, { 1f, 0f }, { -1f, 0f }, { 0f, 0f }, { 0f, 0f } });

        Evaluated semiHard = Evaluated.Of(new TripletLoss(new TripletOptions { Selection = TripletSelection.SemiHard }), anchor, candidates, relations);
        (semiHard.Value, semiHard.Result.Terms).ShouldBe((0.25, 2), "2 against 2.5, and 3 against 5");
        semiHard.CandidateGradients.ShouldBe(new[,] { { 0f, 0.5f }, { 0f, 0f }, { 0f, 0f }, { 0f, -0.5f }, { 0f, 0f } });
    }

    [Test]
    public void Evaluate_NoNegativeBeyondThePositive_TakesTheFarthest()
    {
        TripletLoss loss = new(new TripletOptions { Selection = TripletSelection.SemiHard, Margin = 0.5f });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 0f } }, new float[,] { { 4f }, { 1f }, { 3f }, { 2f } }, PairRelations.Paired([3]));
        got.Value.ShouldBe(1.5);
        got.CandidateGradients.ShouldBe(new[,] { { 1f }, { 0f }, { -1f }, { 0f } });
    }

    [Test]
    public void Evaluate_PositiveAtTheAnchorOrCornerOfTheHinge_HasGradientZero([Values] TripletSelection selection)
    {
        TripletLoss loss = new(new TripletOptions { Selection = selection });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 1f, 2f } }, new float[,] { { 1, 2 }, { 1, 2.5f } }, PairRelations.Paired([1]));
        (got.Value, got.CandidateGradients[0, 1]).ShouldBe((0.5, 0f));
        got = Evaluated.Of(loss, new float[,] { { 0f } }, new float[,] { { 1f }, { 2f } }, PairRelations.Paired([1]));
        (got.Value, got.Result.Terms, got.AnchorGradients[0, 0]).ShouldBe((0, 1, 0f));
    }

    [Test]
    public void Evaluate_SoftMarginOfLargeDistances_DoesNotOverflow([Values(0, 87, 88, 710, 10_000)] int distance)
    {
        // sentence-transformers, batch_hard_soft_margin_triplet: log1p(exp(x)) is infinite for x > 88.
        foreach (TripletSelection selection in Enum.GetValues<TripletSelection>())
        {
            TripletLoss loss = new(new TripletOptions { SoftMargin = true, Selection = selection });
            Evaluated got = Evaluated.Of(loss, new float[,] { { 0f } }, new float[,] { { distance }, { 0f } }, PairRelations.Paired([1]));
            got.Value.ShouldBe(distance == 0 ? Math.Log(2) : distance, 1e-9 * Math.Max(1, distance));
            got.CandidateGradients[0, 0].ShouldBe(distance == 0 ? 0f : 1f, 1e-6f);
        }
    }

    [Test]
    public void Evaluate_SemiHard_ComparesDistancesOfOneAnchorAlone()
    {
        // quaterion, triplet_loss: "semi-hard" crosses the positive distances of one anchor with the negative distances of others.
        // Anchor 0: positive at 1, negative at 10. Anchor 1: positive at 20, negative at 30. Crossing the anchors would find 20 - 10.
        float[,] anchors = { { 0f }, { 100f } };
        float[,] candidates = { { 1f }, { 120f }, { 10f }, { 130f } };
        TripletLoss loss = new(new TripletOptions { Selection = TripletSelection.SemiHard });
        Evaluated.Of(loss, anchors, candidates, PairRelations.Paired([1, 1])).Value.ShouldBe(0);
    }

    [Test]
    public void Evaluate_AnchorWithoutPositive_HasNoTermAndIsCounted([Values] TripletSelection selection)
    {
        // sentence-transformers, batch_hard_triplet: an anchor without a positive counts with distance 0.
        Evaluated got = Evaluated.Of(new TripletLoss(new TripletOptions { Selection = selection }), Batches.Matrix(4, 3, seed: 1), PairRelations.FromLabels([0, 0, 1, 2]));
        (got.Result.RowsWithoutPositives, got.RowValues[2], got.RowValues[3]).ShouldBe((2, 0f, 0f));
    }

    [Test]
    public void Evaluate_AllTripletsOfALargeBatch_TakesNoMemoryForThem()
    {
        // pytorch-metric-learning, sentence-transformers: all triplets are a tensor of rows^3, 4 GiB at 1,024 rows.
        float[,] rows = Batches.Matrix(1024, 8, seed: 2);
        ContrastiveBatch batch = ContrastiveBatch.Labelled(rows, Batches.Labels(1024, 64, seed: 3));
        long before = GC.GetTotalAllocatedBytes();
        LossResult result = new TripletLoss().Evaluate(batch, new LossOutputs { AnchorGradients = new float[1024, 8] });
        result.Terms.ShouldBeGreaterThan(10_000_000);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(48L << 20, "one tile of scores, mostly");
    }

    [Test]
    public void Evaluate_DistancesBeyondFloat_GiveNoFiniteNumber([Values] TripletSelection selection)
    {
        TripletLoss loss = new(new TripletOptions { Selection = selection });
        float[,] anchor = { { -3e38f } };
        double.IsFinite(Evaluated.Of(loss, anchor, new[,] { { 3e38f }, { -3e38f } }, PairRelations.Paired([1])).Value).ShouldBeFalse();
        double.IsFinite(Evaluated.Of(loss, anchor, new[,] { { 3e38f }, { 2.5e38f } }, PairRelations.Paired([1])).Value).ShouldBeFalse();
    }

    [Test]
    public void Constructor_SettingOutOfRange_IsRefused()
    {
        Refusal(new TripletOptions { Margin = -1 }).ShouldStartWith("Expected a finite margin of 0 or more, but got -1.");
        Refusal(new TripletOptions { Measure = ScoreMeasure.Dot }).ShouldStartWith("Expected a distance (Cosine, Euclidean, SquaredEuclidean, UnitEuclidean), but got Dot.");
        Refusal(new TripletOptions { Selection = (TripletSelection)7 }).ShouldStartWith("Expected a known TripletSelection (All, Hardest, SemiHard), but got 7.");
        Refusal(new TripletOptions { Reduction = (Reduction)7 }).ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");

        static string Refusal(TripletOptions options) => Should.Throw<ArgumentOutOfRangeException>(() => new TripletLoss(options)).Message;
    }
}
