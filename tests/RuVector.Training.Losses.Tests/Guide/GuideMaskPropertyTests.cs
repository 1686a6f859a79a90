using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class GuideMaskPropertyTests
{
    private static readonly PairRelations[] s_layouts = [.. Layouts.All().Select(static layout => (PairRelations)layout.Arguments[0]!)];

    /// <summary>Dot products of small whole numbers are exact, and so are margins of quarters: scores on the threshold occur and stay.</summary>
    [Test]
    public void IgnoringByGuide_WholeNumbers_LeavesOutWhatAnObviousLoopDoes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            System.Random random = new(seed);
            PairRelations relations = s_layouts[random.Next(s_layouts.Length)];
            int dimension = random.Next(1, 66);
            GuideMaskOptions options = new() { Measure = ScoreMeasure.Dot, AbsoluteMargin = random.Next(0, 9) / 4f, RelativeMargin = random.Next(0, 5) / 4f };
            ShouldMatch(relations, Whole(relations.AnchorCount, dimension, random), Whole(relations.CandidateCount, dimension, random), options, slack: 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Test]
    public void IgnoringByGuide_Cosines_LeavesOutWhatAnObviousLoopDoes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            System.Random random = new(seed);
            PairRelations relations = s_layouts[random.Next(s_layouts.Length)];
            int dimension = random.Next(1, 66);
            GuideMaskOptions options = new() { AbsoluteMargin = random.NextSingle() * 0.3f, RelativeMargin = random.NextSingle() };
            ShouldMatch(relations, Batches.Matrix(relations.AnchorCount, dimension, random.Next()), Batches.Matrix(relations.CandidateCount, dimension, random.Next()), options, slack: 2e-6);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void ShouldMatch(PairRelations relations, float[,] anchors, float[,] candidates, GuideMaskOptions options, double slack)
    {
        PairRelations masked = relations.IgnoringByGuide(anchors, candidates, options);
        (double[,] a, double[,] c) = (Oracle.ToDouble(anchors), Oracle.ToDouble(candidates));
        for (int row = 0; row < relations.RowCount; row++)
        {
            int[] all = [.. Enumerable.Range(0, relations.CandidateCount)];
            double[] scores = [.. all.Select(candidate => Oracle.Score(options.Measure, a, relations.GetRow(row).Anchor, c, candidate))];
            double positive = all.Where(candidate => relations.KindOf(row, candidate) == PairKind.Positive).Select(candidate => scores[candidate]).DefaultIfEmpty(double.PositiveInfinity).Min();
            double margin = options.AbsoluteMargin;
            double fraction = Math.Abs(positive) * options.RelativeMargin;
            double threshold = double.IsInfinity(positive) ? positive : Math.Min(positive - margin, positive - fraction);
            foreach (int candidate in all)
            {
                PairKind before = relations.KindOf(row, candidate);
                PairKind expected = before == PairKind.Negative && scores[candidate] > threshold ? PairKind.Ignored : before;
                if (slack == 0 || Math.Abs(scores[candidate] - threshold) > slack)
                {
                    masked.KindOf(row, candidate).ShouldBe(expected, $"row {row}, candidate {candidate}, score {scores[candidate]}, threshold {threshold}");
                }
            }
        }
    }

    private static float[,] Whole(int rows, int dimension, System.Random random)
    {
        float[,] matrix = new float[rows, dimension];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i / dimension, i % dimension] = random.Next(-2, 3);
        }

        return matrix;
    }
}
