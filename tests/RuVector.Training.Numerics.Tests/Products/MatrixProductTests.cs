using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class MatrixProductTests
{
    private const double RelativeToTerms = 5e-7;
    private static readonly int[] s_wide = [31, 32, 33, 63, 64, 65, 127, 128, 131];

    [Test]
    public void MultiplyTransposed_EveryShape_MatchesOracle()
    {
        foreach (Shape shape in Shapes())
        {
            StridedMatrix a = new(shape.Rows, shape.Inner, shape.Inner % 3, 1), b = new(shape.Columns, shape.Inner, shape.Rows % 4, 2);
            Check(shape, a, b, a.Rowwise(), b.Rowwise(), adds: false, static (a, b, c) => MatrixProduct.MultiplyTransposed(a, b, c));
        }
    }

    [Test]
    public void AddMultiply_EveryShape_MatchesOracle()
    {
        foreach (Shape shape in Shapes())
        {
            StridedMatrix a = new(shape.Rows, shape.Inner, shape.Inner % 3, 1), b = new(shape.Inner, shape.Columns, shape.Rows % 4, 2);
            Check(shape, a, b, a.Rowwise(), b.Columnwise(), adds: true, static (a, b, c) => MatrixProduct.AddMultiply(a, b, c));
        }
    }

    [Test]
    public void AddTransposedMultiply_EveryShape_MatchesOracle()
    {
        foreach (Shape shape in Shapes())
        {
            StridedMatrix a = new(shape.Inner, shape.Rows, shape.Inner % 3, 1), b = new(shape.Inner, shape.Columns, shape.Rows % 4, 2);
            Check(shape, a, b, a.Columnwise(), b.Columnwise(), adds: true, static (a, b, c) => MatrixProduct.AddTransposedMultiply(a, b, c));
        }
    }

    [Test]
    public void MultiplyTransposed_OneRowOrOneColumnAtATime_GivesTheSameBits()
    {
        foreach (int inner in (int[])[0, 1, 15, 16, 17, 64, 70])
        {
            StridedMatrix a = new(11, inner, 1, 1), b = new(13, inner, 2, 2), whole = new(11, 13, 0, 3), rows = new(11, 13, 0, 4), cells = new(11, 13, 0, 5);
            MatrixProduct.MultiplyTransposed(a.Span, b.Span, whole.Span);
            for (int i = 0; i < 11; i++)
            {
                MatrixProduct.MultiplyTransposed(a.Span.SliceRows(i, 1), b.Span, rows.Span.SliceRows(i, 1));
                for (int j = 0; j < 13; j++)
                {
                    MatrixProduct.MultiplyTransposed(a.Span.SliceRows(i, 1), b.Span.SliceRows(j, 1), cells.Span.SliceRows(i, 1).SliceColumns(j, 1));
                }
            }

            ShouldHaveSameBits(rows, whole);
            ShouldHaveSameBits(cells, whole);
        }
    }

    [Test]
    public void MultiplyTransposed_FewRowsAndManyColumns_GivesTheBitsOfMoreRows()
    {
        StridedMatrix a = new(60, 901, 1, 1), b = new(401, 901, 2, 2), whole = new(60, 401, 0, 3), rows = new(60, 401, 2, 4);
        MatrixProduct.MultiplyTransposed(a.Span, b.Span, whole.Span);
        foreach (int few in (int[])[1, 2, 7, 8, 9, 16, 31, 47, 48])
        {
            for (int first = 0; first < 60; first += few)
            {
                int count = Math.Min(few, 60 - first);
                MatrixProduct.MultiplyTransposed(a.Span.SliceRows(first, count), b.Span, rows.Span.SliceRows(first, count));
            }

            ShouldHaveSameBits(rows, whole);
        }
    }

    [Test]
    public void AddProducts_OneRowOrOneColumnAtATime_GiveTheSameBits()
    {
        foreach (int columns in s_wide)
        {
            StridedMatrix a = new(5, 9, 1, 1), transposed = new(9, 5, 0, 1), b = new(9, columns, 2, 2), whole = new(5, columns, 0, 3), rows = new(5, columns, 0, 3), cells = new(5, columns, 0, 3);
            StridedMatrix fromTransposed = new(5, columns, 0, 3);
            for (int i = 0; i < 5; i++)
            {
                for (int k = 0; k < 9; k++)
                {
                    transposed.Span[k][i] = a.Span[i][k];
                }
            }

            MatrixProduct.AddMultiply(a.Span, b.Span, whole.Span);
            MatrixProduct.AddTransposedMultiply(transposed.Span, b.Span, fromTransposed.Span);
            for (int i = 0; i < 5; i++)
            {
                MatrixProduct.AddMultiply(a.Span.SliceRows(i, 1), b.Span, rows.Span.SliceRows(i, 1));
                for (int j = 0; j < columns; j++)
                {
                    MatrixProduct.AddMultiply(a.Span.SliceRows(i, 1), b.Span.SliceColumns(j, 1), cells.Span.SliceRows(i, 1).SliceColumns(j, 1));
                }
            }

            ShouldHaveSameBits(rows, whole);
            ShouldHaveSameBits(cells, whole);
            ShouldHaveSameBits(fromTransposed, whole);
        }
    }

    [Test]
    public void MultiplyTransposed_NonFiniteRow_ReachesItsOwnScoresOnly()
    {
        StridedMatrix a = new(9, 20, 0, 1), b = new(9, 20, 0, 2), c = new(9, 9, 0, 3);
        b.Span[4].Fill(float.NaN);
        MatrixProduct.MultiplyTransposed(a.Span, b.Span, c.Span);

        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < 9; j++)
            {
                double.IsNaN(c[i, j]).ShouldBe(j == 4);
            }
        }
    }

    [Test]
    public void Products_AfterTheFirstCall_AllocateNothing()
    {
        StridedMatrix a = new(9, 9, 1, 1), b = new(9, 9, 2, 2), c = new(9, 9, 3, 3);
        SteadyAllocation.Of(MultiplyAll).ShouldBe(0);

        void MultiplyAll()
        {
            MatrixProduct.MultiplyTransposed(a.Span, b.Span, c.Span);
            MatrixProduct.AddMultiply(a.Span, b.Span, c.Span);
            MatrixProduct.AddTransposedMultiply(a.Span, b.Span, c.Span);
        }
    }

    [Test]
    public void Products_ShapesThatDoNotFit_AreRefusedWithBoth()
    {
        float[,] two = new float[2, 3], other = new float[4, 5], product = new float[2, 2];
        Should.Throw<ArgumentException>(() => MatrixProduct.MultiplyTransposed(two, other, product)).Message
            .ShouldBe("Expected factors whose inner sizes agree, but got [2, 3] and [4, 5] transposed.");
        Should.Throw<ArgumentException>(() => MatrixProduct.AddMultiply(two, other, product)).Message
            .ShouldBe("Expected factors whose inner sizes agree, but got [2, 3] and [4, 5].");
        Should.Throw<ArgumentException>(() => MatrixProduct.AddTransposedMultiply(two, other, product)).Message
            .ShouldBe("Expected factors whose inner sizes agree, but got [2, 3] transposed and [4, 5].");
        Should.Throw<ArgumentException>(() => MatrixProduct.MultiplyTransposed(two, two, new float[2, 3])).Message
            .ShouldBe("Expected a product of shape [2, 2], but got [2, 3]. (Parameter 'c')");
        Should.Throw<ArgumentException>(() => MatrixProduct.AddMultiply(two, new float[3, 4], product)).Message
            .ShouldBe("Expected a product of shape [2, 4], but got [2, 2]. (Parameter 'c')");
        Should.Throw<ArgumentException>(() => MatrixProduct.AddTransposedMultiply(two, two, product)).Message
            .ShouldBe("Expected a product of shape [3, 3], but got [2, 2]. (Parameter 'c')");
    }

    private readonly record struct Shape(int Rows, int Columns, int Inner);

    private delegate void Product(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c);

    private static IEnumerable<Shape> Shapes()
    {
        IEnumerable<Shape> small = from rows in Enumerable.Range(0, 21) from columns in Enumerable.Range(0, 21) from inner in Enumerable.Range(0, 71) select new Shape(rows, columns, inner);
        return small.Concat(from rows in Enumerable.Range(0, 6) from columns in s_wide from inner in (int[])[0, 1, 2, 7] select new Shape(rows, columns, inner));
    }

    /// <summary>Element (i, j) is row i of left times row j of right, both in double and already transposed where the product does so.</summary>
    private static void Check(Shape shape, StridedMatrix a, StridedMatrix b, double[][] left, double[][] right, bool adds, Product product)
    {
        StridedMatrix c = new(shape.Rows, shape.Columns, shape.Columns % 3, 3);
        double[][] expected = c.Rowwise();
        double[][] allowed = c.Rowwise();
        for (int i = 0; i < shape.Rows; i++)
        {
            for (int j = 0; j < shape.Columns; j++)
            {
                (double sum, double terms) = adds ? (expected[i][j], Math.Abs(expected[i][j])) : (0, 0);
                for (int k = 0; k < shape.Inner; k++)
                {
                    double term = left[i][k] * right[j][k];
                    (sum, terms) = (sum + term, terms + Math.Abs(term));
                }

                (expected[i][j], allowed[i][j]) = (sum, RelativeToTerms * terms);
            }
        }

        product(a.Span, b.Span, c.Span);
        for (int i = 0; i < shape.Rows; i++)
        {
            for (int j = 0; j < shape.Columns; j++)
            {
                if (!(Math.Abs(c[i, j] - expected[i][j]) <= allowed[i][j]))
                {
                    Assert.Fail(FormattableString.Invariant($"{shape}: expected {expected[i][j]} at [{i}, {j}], but got {c[i, j]}."));
                }
            }
        }

        (a.GapsAreUntouched && b.GapsAreUntouched && c.GapsAreUntouched).ShouldBeTrue($"gaps of {shape}");
    }

    private static void ShouldHaveSameBits(StridedMatrix got, StridedMatrix expected)
    {
        for (int row = 0; row < expected.Rows; row++)
        {
            got.Span[row].SequenceEqual(expected.Span[row]).ShouldBeTrue($"row {row}");
        }
    }
}
