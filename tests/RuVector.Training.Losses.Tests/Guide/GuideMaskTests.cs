using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class GuideMaskTests
{
    /// <summary>One anchor that scores its candidates 0.8 (the positive), 0.9, 0.8, 0.75 and -1 under the dot product; exact but for their rounding to float32.</summary>
    private static readonly float[,] s_anchor = { { 1f } };
    private static readonly float[,] s_candidates = { { 0.8f }, { 0.9f }, { 0.8f }, { 0.75f }, { -1f } };
    private static readonly PairRelations s_relations = PairRelations.Paired(new PairedLayout(1) { OwnNegativesPerAnchor = 4 });

    [TestCase(0f, 0f, ".I...", TestName = "IgnoringByGuide_NoMargin_LeavesOutWhatScoresAboveThePositive")]
    [TestCase(0.1f, 0f, ".III.", TestName = "IgnoringByGuide_AbsoluteMargin_IsTakenOffThePositive")]
    [TestCase(0f, 0.05f, ".II..", TestName = "IgnoringByGuide_RelativeMargin_IsAFractionOfThePositive")]
    [TestCase(0.03f, 0.05f, ".II..", TestName = "IgnoringByGuide_BothMargins_TheLargerCounts")]
    [TestCase(2f, 0f, ".IIII", TestName = "IgnoringByGuide_LargeMargin_LeavesNoNegative")]
    public void IgnoringByGuide_WorkedExample_ComparesWithTheThreshold(float absolute, float relative, string expected) =>
        Ignored(s_relations, s_anchor, s_candidates, new() { Measure = ScoreMeasure.Dot, AbsoluteMargin = absolute, RelativeMargin = relative }).ShouldBe([expected]);

    [Test]
    public void IgnoringByGuide_NegativeScoreOfThePositive_LowersTheThresholdByItsSize()
    {
        float[,] candidates = { { -0.5f }, { -0.5f }, { -0.55f }, { -0.6f }, { -0.4f } };

        // The threshold is -0.5 - 0.5 * 0.1875, about -0.594; times 1 - 0.1875 it would be about -0.406.
        Ignored(s_relations, s_anchor, candidates, new() { Measure = ScoreMeasure.Dot, RelativeMargin = 0.1875f }).ShouldBe([".II.I"]);
    }

    [Test]
    public void IgnoringByGuide_SeveralPositives_ComparesWithTheLowest()
    {
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { PositivesPerAnchor = 2, OwnNegativesPerAnchor = 3 });

        Ignored(relations, s_anchor, new float[,] { { 4 }, { 2 }, { 3 }, { 2 }, { 1 } }, new() { Measure = ScoreMeasure.Dot }).ShouldBe(["..I.."]);
        Ignored(relations.Ignoring(IndexLists.FromRows([1])), s_anchor, new float[,] { { 4 }, { 2 }, { 5 }, { 3 }, { 1 } }, new() { Measure = ScoreMeasure.Dot }).ShouldBe([".II.."]);
    }

    [Test]
    public void IgnoringByGuide_DefaultSettings_CompareTheCosine() =>
        Ignored(PairRelations.InBatch(3), new float[,] { { 1, 0 }, { 0, 5 }, { 1, 1 } }, new float[,] { { 3, 1 }, { 1, 9 }, { 9, 0 } }, null).ShouldBe(["..I", "...", "II."]);

    [Test]
    public void IgnoringByGuide_RowsWithoutPositives_KeepTheirNegatives() =>
        Ignored(PairRelations.InBatch(2).Ignoring(IndexLists.FromRows([], [1])), new float[,] { { 1 }, { 1 } }, new float[,] { { 1 }, { 2 } }, new() { Measure = ScoreMeasure.Dot })
            .ShouldBe([".I", ".I"]);

    [Test]
    public void IgnoringByGuide_ZeroRows_ScoreZero() =>
        Ignored(PairRelations.InBatch(3), new float[,] { { 0, 0 }, { 1, 0 }, { 1, 0 } }, new float[,] { { 1, 0 }, { 0, 0 }, { -1, 0 } }, null).ShouldBe(["...", "I..", "II."]);

    /// <summary>sentence-transformers, gist_embed.py: an anchor identical to its positive keeps itself in the denominator, because its own score of 1 is not above the threshold.</summary>
    [Test]
    public void IgnoringByGuide_AnchorIdenticalToItsPositive_IsNotItsOwnNegative()
    {
        float[,] guide = { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        PairRelations masked = PairRelations.FromLabels([0, 1, 0, 1]).IgnoringByGuide(guide, guide);

        Enumerable.Range(0, 4).ShouldAllBe(row => masked.KindOf(row, row) == PairKind.Ignored);
        masked.KindOf(0, 2).ShouldBe(PairKind.Positive);
    }

    /// <summary>sentence-transformers, gist_embed.py: takes one explicit negative an anchor.</summary>
    [Test]
    public void IgnoringByGuide_SeveralNegativesAnAnchor_AreAllLookedAt()
    {
        PairRelations relations = PairRelations.Paired([0, 3, 1], inBatchNegatives: true);
        float[,] anchors = { { 1 }, { 1 }, { -1 } };
        float[,] candidates = { { 2 }, { 3 }, { 0 }, { 3 }, { 4 }, { 5 }, { -1 } };

        Ignored(relations, anchors, candidates, new() { Measure = ScoreMeasure.Dot }).ShouldBe([".I.....", "....II.", "......I"]);
    }

    [Test]
    public void IgnoringByGuide_OtherMasks_AddUp()
    {
        PairRelations masked = PairRelations.InBatch(3).IgnoringSameKey([7, 8, 7])
            .IgnoringByGuide(new float[,] { { 1 }, { 1 }, { 1 } }, new float[,] { { 1 }, { 2 }, { 3 } }, new GuideMaskOptions { Measure = ScoreMeasure.Dot });

        masked.GetRow(0).Ignored.ToArray().ShouldBe([1, 2]);
        masked.GetRow(1).Ignored.ToArray().ShouldBe([2]);
        masked.GetRow(2).Ignored.ToArray().ShouldBe([0]);
    }

    [Test]
    public void IgnoringByGuide_Duplicates_OfThePositiveStayInBatch()
    {
        float[,] anchors = Batches.Matrix(70, 33, seed: 5);
        float[,] candidates = Batches.Matrix(70, 33, seed: 6);
        for (int row = 0; row < 70; row++)
        {
            for (int d = 0; d < 33; d++)
            {
                candidates[row, d] = candidates[row % 7, d];
            }
        }

        PairRelations masked = PairRelations.InBatch(70).IgnoringByGuide(anchors, candidates);
        for (int row = 0; row < 70; row++)
        {
            masked.GetRow(row).Ignored.ToArray().ShouldAllBe(candidate => candidate % 7 != row % 7);
        }
    }

    [Test]
    public void IgnoringByGuide_NoRows_IgnoresNothing() => PairRelations.InBatch(0).IgnoringByGuide(new float[0, 0], new float[0, 3]).RowCount.ShouldBe(0);

    [Test]
    public void IgnoringByGuide_ShapesThatDoNotFit_AreRefused()
    {
        Refusal(new float[2, 3], new float[5, 3]).ShouldBe("Expected guide embeddings of 1 anchors, as the relations have, but got 2. (Parameter 'guideAnchors')");
        Refusal(new float[1, 3], new float[4, 3]).ShouldBe("Expected guide embeddings of 5 candidates, as the relations have, but got 4. (Parameter 'guideCandidates')");
        Refusal(new float[1, 3], new float[5, 2]).ShouldBe("Expected guide embeddings of dimension 3 for the candidates, as the anchors have, but got 2. (Parameter 'guideCandidates')");
        Should.Throw<ArgumentNullException>(() => ((PairRelations)null!).IgnoringByGuide(new float[1, 1], new float[1, 1])).ParamName.ShouldBe("relations");

        static string Refusal(float[,] anchors, float[,] candidates) => Should.Throw<ArgumentException>(() => s_relations.IgnoringByGuide(anchors, candidates)).Message;
    }

    [Test]
    public void IgnoringByGuide_EmbeddingsThatAreNotFinite_AreRefused()
    {
        NonFiniteValueException anchor = Should.Throw<NonFiniteValueException>(() => s_relations.IgnoringByGuide(new float[,] { { 1, float.NaN } }, new float[5, 2]));
        anchor.Message.ShouldBe("Expected finite values, but got NaN in row 0, column 1. (Parameter 'guideAnchors')");
        float[,] candidates = new float[5, 2];
        candidates[3, 0] = float.NegativeInfinity;
        NonFiniteValueException candidate = Should.Throw<NonFiniteValueException>(() => s_relations.IgnoringByGuide(new float[1, 2], candidates));
        candidate.Message.ShouldBe("Expected finite values, but got -Infinity in row 3, column 0. (Parameter 'guideCandidates')");
    }

    [Test]
    public void IgnoringByGuide_ScoresThatExceedFloat32_AreRefused()
    {
        float[,] candidates = { { 1 }, { 2 }, { 1e30f }, { 3 }, { 4 } };

        Should.Throw<ArgumentException>(() => s_relations.IgnoringByGuide(new float[,] { { 1e20f } }, candidates, new GuideMaskOptions { Measure = ScoreMeasure.Dot })).Message
            .ShouldBe("Expected finite guide scores, but row 0, of anchor 0, has one that exceeds float32; scale the guide's embeddings down, or score them by the cosine.");
        Ignored(s_relations, new float[,] { { 1e20f } }, candidates, null).ShouldBe(["....."]);
    }

    [Test]
    public void IgnoringByGuide_SettingsOutOfRange_AreRefused()
    {
        Refusal(new() { AbsoluteMargin = -0.1f }).ShouldStartWith("Expected a finite absolute margin of 0 or more, but got -0.1.");
        Refusal(new() { RelativeMargin = float.NaN }).ShouldStartWith("Expected a finite relative margin of 0 or more, but got NaN.");
        Refusal(new() { RelativeMargin = float.PositiveInfinity }).ShouldStartWith("Expected a finite relative margin of 0 or more, but got ");
        Refusal(new() { Measure = ScoreMeasure.Euclidean }).ShouldStartWith("Expected the measure of a guide to be Cosine or Dot, but got Euclidean.");

        static string Refusal(GuideMaskOptions options) => Should.Throw<ArgumentOutOfRangeException>(() => s_relations.IgnoringByGuide(s_anchor, s_candidates, options)).Message;
    }

    /// <summary>A string a row, an I for each candidate that the guide left out of the negatives, or that was ignored before.</summary>
    private static string[] Ignored(PairRelations relations, float[,] anchors, float[,] candidates, GuideMaskOptions? options)
    {
        PairRelations masked = relations.IgnoringByGuide(anchors, candidates, options);
        return [.. Enumerable.Range(0, masked.RowCount).Select(row => string.Concat(Enumerable.Range(0, masked.CandidateCount)
            .Select(candidate => masked.GetRow(row).Ignored.Contains(candidate) ? 'I' : '.')))];
    }
}
