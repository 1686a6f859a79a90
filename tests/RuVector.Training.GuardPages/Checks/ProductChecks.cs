using RuVector.Training.Numerics;

namespace RuVector.Training.GuardPages;

/// <summary>The three matrix products, each with strided operands.</summary>
internal static class ProductChecks
{
    private const double RelativeToTerms = 5e-7;
    private const int ManyRows = 97;
    private const int ManyColumns = 410;
    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 24, 33];
    private static readonly int[] s_inners = [.. Enumerable.Range(0, 41), 384, 385];

    private delegate void Product(ReadOnlyMatrixSpan a, ReadOnlyMatrixSpan b, MatrixSpan c);

    public static Findings Run()
    {
        Findings findings = new("products");
        Harness harness = new(findings);
        int count = 0;
        foreach ((int rows, int columns, int inner) in Sizes())
        {
            Shape shape = new(rows, columns, inner, Gap: count % 3, Offset: 1 + (count % (Place.Offsets - 1)));
            harness.Check(new Case("MultiplyTransposed", shape, TransposedA: false, TransposedB: true, Adds: false), MatrixProduct.MultiplyTransposed);
            harness.Check(new Case("AddMultiply", shape, TransposedA: false, TransposedB: false, Adds: true), MatrixProduct.AddMultiply);
            harness.Check(new Case("AddTransposedMultiply", shape, TransposedA: true, TransposedB: false, Adds: true), MatrixProduct.AddTransposedMultiply);
            count++;
        }

        return findings;
    }

    /// <summary>Small sizes; then so many rows that a right factor is packed where it could be read in place, and columns across a block.</summary>
    private static IEnumerable<(int Rows, int Columns, int Inner)> Sizes()
    {
        IEnumerable<(int, int, int)> small = from rows in s_sizes from columns in s_sizes from inner in s_inners select (rows, columns, inner);
        IEnumerable<(int, int, int)> tall = from rows in (int[])[95, 96, ManyRows] from columns in s_sizes from inner in (int[])[0, 1, 5, 16, 17] select (rows, columns, inner);
        IEnumerable<(int, int, int)> wide = from rows in (int[])[1, 7] from columns in (int[])[383, 384, 385, ManyColumns] from inner in (int[])[1, 5, 17] select (rows, columns, inner);
        return [.. small, .. tall, .. wide];
    }

    private readonly record struct Shape(int Rows, int Columns, int Inner, int Gap, int Offset);

    private readonly record struct Case(string Name, Shape Shape, bool TransposedA, bool TransposedB, bool Adds);

    private sealed class Harness(Findings findings)
    {
        private readonly GuardedFloats _a = new(Operand.Largest), _b = new(Operand.Largest), _c = new(Operand.Largest);
        private int _turn;

        public void Check(in Case its, Product product)
        {
            ((int rows, int columns, int inner, int gap, int offset), bool ta, bool tb) = (its.Shape, its.TransposedA, its.TransposedB);
            Operand a = ta ? new(inner, rows, gap, 1) : new(rows, inner, gap, 1), b = tb ? new(columns, inner, gap, 2) : new(inner, columns, gap, 2), c = new(rows, columns, gap, 3);
            float[] first = [.. c.Values];
            product(a.View(a.Values), b.View(b.Values), c.View(first));
            findings.AddResult(first);
            CheckErrors(its, a, b, c, first);
            foreach (Place place in Place.TouchingAndAt(offset))
            {
                Span<float> result = _c.Put(c.Values, place);
                product(a.View(_a.Put(a.Values, place)), b.View(_b.Put(b.Values, place)), c.View(result));
                findings.AddRun(result, first, its, place, _a, _b, _c);
                if (TileProduct.IsPractical)
                {
                    result = _c.Put(c.Values, place);
                    TileProduct.Multiply(++_turn, a.View(_a.Put(a.Values, place)), ta, b.View(_b.Put(b.Values, place)), tb, c.View(result), its.Adds);
                    findings.AddRun(result, first, its with { Name = TileProduct.NameOf(_turn, its.Name) }, place, _a, _b, _c);
                }
            }

            _turn++;
        }

        private void CheckErrors(in Case its, Operand a, Operand b, Operand c, float[] result)
        {
            (int aRow, int aInner) = its.TransposedA ? (1, a.Stride) : (a.Stride, 1);
            (int bColumn, int bInner) = its.TransposedB ? (b.Stride, 1) : (1, b.Stride);
            for (int i = 0; i < its.Shape.Rows; i++)
            {
                for (int j = 0; j < its.Shape.Columns; j++)
                {
                    double sum = its.Adds ? c.Values[(i * c.Stride) + j] : 0, terms = Math.Abs(sum);
                    for (int k = 0, ka = i * aRow, kb = j * bColumn; k < its.Shape.Inner; k++, ka += aInner, kb += bInner)
                    {
                        double term = (double)a.Values[ka] * b.Values[kb];
                        (sum, terms) = (sum + term, terms + Math.Abs(term));
                    }

                    findings.AddError(result[(i * c.Stride) + j], sum, RelativeToTerms * terms, its);
                }
            }
        }
    }
}
