using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class ContrastiveLossTests
{
    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void Evaluate_AnyLayoutAndForm_MatchesOracle(PairRelations relations)
    {
        foreach ((ScoreMeasure measure, float margin) in new[] { (ScoreMeasure.Euclidean, 3f), (ScoreMeasure.UnitEuclidean, 1.25f), (ScoreMeasure.Cosine, 0.75f) })
        {
            OracleSettings settings = new(relations) { Measure = measure, Weights = OracleCheck.Weights };
            ContrastiveOptions options = new() { Measure = measure, Margin = margin };
            OracleCheck.Layout(new ContrastiveLoss(options), settings, (a, c) => Oracle.SquaredContrastive(a, c, settings, margin));
            options.Form = ContrastiveForm.OnlineHard;
            OracleCheck.Layout(new ContrastiveLoss(options), settings, (a, c) => Oracle.SquaredContrastive(a, c, settings, margin, hardOnly: true));
            (options.Form, options.PositiveMargin) = (ContrastiveForm.Hinge, 0.25f);
            OracleCheck.Layout(new ContrastiveLoss(options), settings, (a, c) => Oracle.HingeContrastive(a, c, settings, 0.25f, margin, activeOnly: false));
            options.MeanOverActive = true;
            OracleCheck.Layout(new ContrastiveLoss(options), settings, (a, c) => Oracle.HingeContrastive(a, c, settings, 0.25f, margin, activeOnly: true));
        }
    }

    [Test]
    public void Evaluate_Sum_MatchesOracle([Values] ContrastiveForm form)
    {
        OracleSettings settings = new(PairRelations.InBatch(Layouts.Anchors)) { Measure = ScoreMeasure.Euclidean, Reduction = Reduction.Sum };
        ContrastiveLoss loss = new(new ContrastiveOptions { Form = form, Margin = 3, Reduction = Reduction.Sum });
        OracleCheck.Layout(loss, settings, (a, c) => form == ContrastiveForm.Hinge
            ? Oracle.HingeContrastive(a, c, settings, 0, 3, activeOnly: false)
            : Oracle.SquaredContrastive(a, c, settings, 3, hardOnly: form == ContrastiveForm.OnlineHard));
    }

    [Test]
    public void Evaluate_WorkedExampleOfEdges_SquaresWhatEachPairLacks()
    {
        // Similar at distance 2: 4. Dissimilar at distance 1, margin 3: 4. Dissimilar at distance 5: 0.
        float[,] nodes = { { 0, 0 }, { 2, 0 }, { 0, 1 }, { 3, 5 } };
        Evaluated got = Evaluated.Of(new ContrastiveLoss(new ContrastiveOptions { Margin = 3 }), nodes, PairRelations.FromEdges(4, [new(0, 1, 1), new(2, 0, 0), new(2, 3, 0)]));

        (got.Value, got.Result.Terms).ShouldBe((8.0 / 3, 3));
        got.RowValues.ShouldBe([8f, 0f, 0f, 0f]);
        got.AnchorGradients.ShouldBe(new[,] { { -4f / 3, 4f / 3 }, { 4f / 3, 0f }, { 0f, -4f / 3 }, { 0f, 0f } });
    }

    [Test]
    public void Evaluate_WorkedExampleOfHinges_ReducesEachSideAlone()
    {
        // Similar at distances 2 and 4; dissimilar at 1, 2 and 9, margin 3: hinges 2, 1, 0.
        float[,] anchor = { { 0f } };
        float[,] candidates = { { 2f }, { 4f }, { 1f }, { 2f }, { 9f } };
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { PositivesPerAnchor = 2, OwnNegativesPerAnchor = 3 });
        ContrastiveOptions options = new() { Form = ContrastiveForm.Hinge, Margin = 3 };

        Evaluated all = Evaluated.Of(new ContrastiveLoss(options), anchor, candidates, relations);
        (all.Value, all.Result.Terms, all.RowValues[0]).ShouldBe((4, 5, 9f));
        all.CandidateGradients.ShouldBe(new[,] { { 0.5f }, { 0.5f }, { -1f / 3 }, { -1f / 3 }, { 0f } });

        options.MeanOverActive = true;
        Evaluated active = Evaluated.Of(new ContrastiveLoss(options), anchor, candidates, relations);
        (active.Value, active.Result.Terms).ShouldBe((4.5, 4));
    }

    [Test]
    public void Evaluate_WorkedExampleOfHardPairs_LeavesTheEasyOnesOut()
    {
        // Similar at 1 and 4, dissimilar at 3 and 5: hard are 4 (beyond 3) and 3 (within 4). 16 + (6 - 3)^2.
        float[,] candidates = { { 1f }, { 4f }, { 3f }, { 5f } };
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { PositivesPerAnchor = 2, OwnNegativesPerAnchor = 2 });
        ContrastiveLoss loss = new(new ContrastiveOptions { Form = ContrastiveForm.OnlineHard, Margin = 6, Reduction = Reduction.Sum });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 0f } }, candidates, relations);
        (got.Value, got.Result.Terms).ShouldBe((25, 2));
        got.CandidateGradients.ShouldBe(new[,] { { 0f }, { 8f }, { -6f }, { 0f } });
    }

    [Test]
    public void Evaluate_OneSimilarAndOneDissimilarPair_AreComparedWithEachOther()
    {
        // sentence-transformers, online_contrastive: each is compared with its own mean, so neither is hard and nothing is learned.
        ContrastiveLoss loss = new(new ContrastiveOptions { Form = ContrastiveForm.OnlineHard, Margin = 4 });
        Evaluated got = Evaluated.Of(loss, new float[,] { { 0f } }, new float[,] { { 3f }, { 1f } }, PairRelations.Paired([1]));
        (got.Value, got.Result.Terms).ShouldBe((9, 2));
        got.CandidateGradients.ShouldBe(new[,] { { 3f }, { -3f } });
    }

    [Test]
    public void Evaluate_OneSideOfPairsMissing_KeepsAllOfTheOther()
    {
        ContrastiveLoss loss = new(new ContrastiveOptions { Form = ContrastiveForm.OnlineHard, Margin = 4, Reduction = Reduction.Sum });
        float[,] nodes = { { 0f }, { 1f }, { 3f } };
        Evaluated.Of(loss, nodes, PairRelations.FromEdges(3, [new(0, 1, 1), new(1, 2, 1)])).Value.ShouldBe(5);
        Evaluated.Of(loss, nodes, PairRelations.FromEdges(3, [new(0, 1, 0), new(1, 2, 0)])).Value.ShouldBe(13);
    }

    [Test]
    public void Evaluate_LabelledBatch_NeverTakesTheAnchorForItsNegative()
    {
        // quaterion, online_contrastive_loss: the mask of negatives includes the anchor, whose distance 0 is always the hardest.
        float[,] rows = { { 0f }, { 1f }, { 10f }, { 12f } };
        ContrastiveLoss loss = new(new ContrastiveOptions { Form = ContrastiveForm.OnlineHard, Margin = 4 });
        Evaluated.Of(loss, rows, PairRelations.FromLabels([0, 0, 1, 1])).Result.Terms.ShouldBe(0);
    }

    [Test]
    public void Evaluate_DissimilarPairAtDistanceZero_HasGradientZero()
    {
        Evaluated got = Evaluated.Of(new ContrastiveLoss(new ContrastiveOptions { Margin = 2 }), new float[,] { { 1, 2 } }, new float[,] { { 1, 2 } }, PairRelations.FromScoredPairs(1, 1, [new(0, 0, 0)]));
        got.Value.ShouldBe(4);
        got.AnchorGradients.Cast<float>().ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_ValueThatIsNotAKind_IsRefused([Values(0.5f, 2f, -1f)] float value, [Values] ContrastiveForm form)
    {
        ContrastiveLoss loss = new(new ContrastiveOptions { Form = form });
        string message = Should.Throw<ArgumentException>(() => Evaluated.Of(loss, new float[2, 3], PairRelations.FromScoredPairs(2, 2, [new(0, 1, 1), new(1, 0, value)]))).Message;
        message.ShouldBe(FormattableString.Invariant($"Expected 1 for a similar and 0 for a dissimilar pair, but row 1 has {value}. (Parameter 'batch')"));
    }

    [Test]
    public void Constructor_SettingOutOfRange_IsRefused()
    {
        Refusal(new ContrastiveOptions { Margin = -1 }).ShouldStartWith("Expected a finite margin of 0 or more, but got -1.");
        Refusal(new ContrastiveOptions { PositiveMargin = float.NaN }).ShouldStartWith("Expected a finite positive margin of 0 or more, but got NaN.");
        Refusal(new ContrastiveOptions { Measure = ScoreMeasure.Dot }).ShouldStartWith("Expected a distance (Cosine, Euclidean, SquaredEuclidean, UnitEuclidean), but got Dot.");
        Refusal(new ContrastiveOptions { Form = (ContrastiveForm)7 }).ShouldStartWith("Expected a known ContrastiveForm (Squared, Hinge, OnlineHard), but got 7.");
        Refusal(new ContrastiveOptions { Reduction = (Reduction)7 }).ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");

        static string Refusal(ContrastiveOptions options) => Should.Throw<ArgumentOutOfRangeException>(() => new ContrastiveLoss(options)).Message;
    }
}
