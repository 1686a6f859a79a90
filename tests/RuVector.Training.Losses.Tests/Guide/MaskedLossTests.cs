using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>Losses whose false negatives were left out by key and by a guide, against oracles of relations that never had these pairs.</summary>
[TestFixture]
public sealed class MaskedLossTests
{
    private const int Dimension = 6;
    private const int GuideDimension = 3;
    private const float Temperature = 0.5f;

    private static readonly GuideMaskOptions s_guide = new() { RelativeMargin = 0.1f };

    [TestCaseSource(typeof(Layouts), nameof(Layouts.All))]
    public void InfoNce_FalseNegativesLeftOut_MatchesOracleOfTheRest(PairRelations relations) =>
        Check(relations, symmetric: false, static (a, c, settings) => Oracle.InfoNce(a, c, settings, Temperature));

    [TestCaseSource(typeof(Layouts), nameof(Layouts.Symmetric))]
    public void InfoNceSymmetric_FalseNegativesLeftOut_MatchesOracleInBothDirections(PairRelations relations) =>
        Check(relations, symmetric: true, static (a, c, settings) => Oracle.SymmetricInfoNce(a, c, settings, Temperature));

    [Test]
    public void InfoNceSymmetric_PairLeftOutOfOneRow_IsLeftOutOfBothDirections()
    {
        // Anchor 0 has the key of candidate 1, so that only (0, 1) is ignored: row 0 and, backwards, candidate 1 have no negative.
        PairRelations masked = PairRelations.InBatch(2).IgnoringSameKey([20, 30], [10, 20]);
        Evaluated got = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Symmetric = true, Temperature = 1 }), new float[,] { { 1, 0 }, { 0, 1 } }, new float[,] { { 1, 0 }, { 0, 1 } }, masked);

        // Left are (1, 0) beside (1, 1) forwards and beside (0, 0) backwards: log(1 + exp(0 - 1)) each.
        got.Value.ShouldBe(Math.Log(1 + Math.Exp(-1)), 1e-7);
        (got.Result.MaskedPairs, got.Result.Terms, got.Result.RowsWithoutNegatives).ShouldBe((1, 1, 1));
    }

    [Test]
    public void NtXent_TwoViews_LeavesThePairOutFromBothItsEnds()
    {
        float[,] first = Batches.Matrix(3, Dimension, seed: 1), second = Batches.Matrix(3, Dimension, seed: 2);
        PairRelations masked = PairRelations.InBatch(3).IgnoringSameKey([1, 2, 3], [1, 2, 1]);
        Evaluated got = Evaluated.Of(new NtXentLoss(), first, second, masked);

        OracleSettings settings = new(PairRelations.InBatch(3).Ignoring(IndexLists.FromRows([2], [], [0])));
        got.Value.ShouldBe(Oracle.NtXentOfViews(Oracle.ToDouble(first), Oracle.ToDouble(second), settings, Temperature), 1e-6);
        got.Result.MaskedPairs.ShouldBe(4);
    }

    /// <summary>Two views as 2N labelled rows: the guide then sees pairs of two anchors and of two positives as well.</summary>
    [Test]
    public void NtXent_TwoViewsAsLabels_LeavesOutPairsOfTheSameSide()
    {
        float[,] rows = Batches.Matrix(8, Dimension, seed: 3);
        float[,] guide = Batches.Matrix(8, GuideDimension, seed: 4);
        PairRelations relations = PairRelations.FromLabels([0, 1, 2, 3, 0, 1, 2, 3]);
        PairRelations masked = relations.IgnoringByGuide(guide, guide, s_guide);
        Evaluated got = Evaluated.Of(new NtXentLoss(), rows, masked);

        Enumerable.Range(0, 4).SelectMany(row => masked.GetRow(row).Ignored.ToArray()).ShouldContain(static candidate => candidate < 4);
        Enumerable.Range(4, 4).SelectMany(row => masked.GetRow(row).Ignored.ToArray()).ShouldContain(static candidate => candidate >= 4);
        OracleSettings settings = new(Remaining(relations, guide, guide, null, null, out long leftOut));
        double[,] point = Oracle.ToDouble(rows);
        got.Value.ShouldBe(Oracle.NtXent(point, point, settings, Temperature), 1e-6);
        GradientCheck.Of(x => Oracle.NtXent(x, x, settings, Temperature), rows).ShouldBe(got.AnchorGradients);
        got.Result.MaskedPairs.ShouldBe(leftOut);
    }

    private static void Check(PairRelations relations, bool symmetric, Func<double[,], double[,], OracleSettings, double> oracle)
    {
        float[,] anchors = Batches.Matrix(relations.AnchorCount, Dimension, seed: 11), candidates = Batches.Matrix(relations.CandidateCount, Dimension, seed: 12);
        float[,] guideAnchors = Batches.Matrix(relations.AnchorCount, GuideDimension, seed: 13), guideCandidates = Batches.Matrix(relations.CandidateCount, GuideDimension, seed: 14);
        long[] anchorKeys = [.. Enumerable.Range(0, relations.AnchorCount).Select(static i => (long)i % 3)];
        long[] candidateKeys = [.. Enumerable.Range(0, relations.CandidateCount).Select(static i => (long)(i * i) % 7)];
        PairRelations masked = relations.IgnoringSameKey(anchorKeys, candidateKeys).IgnoringByGuide(guideAnchors, guideCandidates, s_guide);
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = Temperature, Symmetric = symmetric });
        Evaluated got = Evaluated.Of(loss, anchors, candidates, masked);

        OracleSettings settings = new(Remaining(relations, guideAnchors, guideCandidates, anchorKeys, candidateKeys, out long leftOut));
        (double[,] a, double[,] c) = (Oracle.ToDouble(anchors), Oracle.ToDouble(candidates));
        got.Value.ShouldBe(oracle(a, c, settings), 1e-5);
        GradientCheck.Of(x => oracle(x, c, settings), anchors).ShouldBe(got.AnchorGradients, absolute: 2e-6);
        GradientCheck.Of(x => oracle(a, x, settings), candidates).ShouldBe(got.CandidateGradients, absolute: 2e-6);
        long ignoredBefore = Evaluated.Of(loss, anchors, candidates, relations).Result.MaskedPairs;
        got.Result.MaskedPairs.ShouldBe(ignoredBefore + leftOut);
    }

    /// <summary>The positives and negatives of each row as plain lists, by an obvious loop without those that a key or the guide rules out.</summary>
    private static Lists Remaining(PairRelations relations, float[,] guideAnchors, float[,] guideCandidates, long[]? anchorKeys, long[]? candidateKeys, out long leftOut)
    {
        (double[,] a, double[,] c) = (Oracle.ToDouble(guideAnchors), Oracle.ToDouble(guideCandidates));
        Lists remaining = new(relations);
        leftOut = 0;
        for (int row = 0; row < relations.RowCount; row++)
        {
            int current = row;
            int anchor = relations.GetRow(row).Anchor;
            int[] all = [.. Enumerable.Range(0, relations.CandidateCount)];
            int[] positives = [.. all.Where(candidate => relations.KindOf(current, candidate) == PairKind.Positive)];
            int[] negatives = [.. all.Where(candidate => relations.KindOf(current, candidate) == PairKind.Negative)];
            int[] listed = relations.GetRow(row).Positives.ToArray();
            double lowest = positives.Select(candidate => Guide(candidate)).DefaultIfEmpty(double.PositiveInfinity).Min();
            int[] kept = [.. negatives.Where(candidate => !HasSameKey(candidate) && !(Guide(candidate) > lowest - (0.1f * Math.Abs(lowest))))];
            leftOut += negatives.Length - kept.Length;
            remaining.Kinds.Add([.. all.Select(candidate => positives.Contains(candidate) ? PairKind.Positive : kept.Contains(candidate) ? PairKind.Negative : PairKind.None)]);

            double Guide(int candidate) => Oracle.Score(ScoreMeasure.Cosine, a, anchor, c, candidate);

            bool HasSameKey(int candidate) => candidateKeys is not null
                && (candidateKeys[candidate] == anchorKeys![anchor] || listed.Any(positive => candidateKeys[positive] == candidateKeys[candidate]));
        }

        return remaining;
    }

    /// <summary>Rows that list every positive and negative, and ignore nothing.</summary>
    private sealed class Lists(PairRelations like) : PairRelations
    {
        public List<PairKind[]> Kinds { get; } = [];

        public override int RowCount => Kinds.Count;

        public override int AnchorCount => like.AnchorCount;

        public override int CandidateCount => like.CandidateCount;

        public override RelationRow GetRow(int row) => new()
        {
            Anchor = like.GetRow(row).Anchor,
            Self = -1,
            Positives = Of(row, PairKind.Positive),
            Negatives = Of(row, PairKind.Negative),
        };

        private int[] Of(int row, PairKind kind) => [.. Enumerable.Range(0, CandidateCount).Where(candidate => Kinds[row][candidate] == kind)];
    }
}
