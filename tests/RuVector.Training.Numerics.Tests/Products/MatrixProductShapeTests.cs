namespace RuVector.Training.Numerics.Tests;

/// <summary>Shapes across the edges of tiles, panels and blocks.</summary>
[TestFixture]
public sealed class MatrixProductShapeTests
{
    private const int Largest = 70;
    private static readonly int[] s_edges = [1, 2, 3, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 64, Largest];
    private static readonly int[] s_inners = [96, 383, 384, 385, 500, 767, 768, 769, 800];

    [Test]
    public void Products_TwoOfThreeSizesAtAnEdge_MatchSumsInDouble()
    {
        int[] all = [.. Enumerable.Range(1, Largest)];
        ExactProduct exact = new(Largest, Largest, Largest, seed: 1);
        while (exact.Inner < Largest)
        {
            exact.Advance();
            bool atEdge = s_edges.Contains(exact.Inner);
            foreach (int rows in all)
            {
                bool oneAtEdge = s_edges.Contains(rows);
                int[] columns = oneAtEdge && atEdge ? all : oneAtEdge || atEdge ? s_edges : [];
                Array.ForEach(columns, n => exact.Check(rows, n));
            }
        }
    }

    [Test]
    public void Products_AcrossBlocks_MatchSumsInDouble()
    {
        System.Random random = new(2);
        ExactProduct exact = new(500, 500, s_inners[^1], seed: 3);
        foreach (int inner in s_inners)
        {
            while (exact.Inner < inner)
            {
                exact.Advance();
            }

            exact.Check(random.Next(1, 501), random.Next(1, 501));
            exact.Check(random.Next(94, 99), random.Next(382, 388));
            exact.Check(random.Next(1, 10), random.Next(384, 501));
        }
    }
}
