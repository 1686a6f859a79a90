using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Anchors and candidates with what the measure needs beside them: lengths for the cosine, squares for distances.</summary>
/// <remarks>Under the cosine a vector stands for its unit row, which is made where it is needed: no copy of all rows exists.</remarks>
internal readonly ref struct ScoreOperands : IDisposable
{
    /// <summary>Below this unit rows are equal as far as float32 can tell: their difference is rounding.</summary>
    private const double SmallestSquare = 1e-12;

    private readonly RentedArray<double> _memory;

    public ScoreOperands(ReadOnlyMatrixSpan anchors, ReadOnlyMatrixSpan candidates, bool candidatesAreAnchors, ScoreMeasure measure)
    {
        Anchors = anchors;
        Candidates = candidates;
        Measure = measure;
        int distinct = candidatesAreAnchors ? 0 : candidates.Rows;
        _memory = new RentedArray<double>(checked(2 * (anchors.Rows + distinct)));
        AnchorFacts = new RowFacts(_memory.Span[..(2 * anchors.Rows)]);
        CandidateFacts = candidatesAreAnchors ? AnchorFacts : new RowFacts(_memory.Span[(2 * anchors.Rows)..]);
        ZeroRows = AnchorFacts.Compute(anchors, measure) + (candidatesAreAnchors ? 0 : CandidateFacts.Compute(candidates, measure));
    }

    public ScoreMeasure Measure { get; }

    public ReadOnlyMatrixSpan Anchors { get; }

    public ReadOnlyMatrixSpan Candidates { get; }

    public RowFacts AnchorFacts { get; }

    public RowFacts CandidateFacts { get; }

    public int ZeroRows { get; }

    /// <summary>Gets a value indicating whether a score is a function of an inner product: of unit rows or of the rows themselves.</summary>
    public bool IsProduct => PairMeasure.IsProduct(Measure) || Measure == ScoreMeasure.UnitEuclidean;

    /// <summary>Tells whether a measure is one of the unit rows of its vectors.</summary>
    public static bool UsesUnitRows(ScoreMeasure measure) => measure is ScoreMeasure.Cosine or ScoreMeasure.UnitEuclidean;

    public void Dispose() => _memory.Dispose();

    /// <summary>Refuses a row with NaN or an infinity.</summary>
    public void RequireFinite()
    {
        AnchorFacts.RequireFinite(Anchors, "anchors");
        CandidateFacts.RequireFinite(Candidates, "candidates");
    }

    /// <summary>Copies an anchor, as its unit row where the measure uses those.</summary>
    public void LoadAnchor(int anchor, Span<float> target)
    {
        if (UsesUnitRows(Measure))
        {
            UnitRows.Scale(Anchors[anchor], AnchorFacts.Scales[anchor], target);
        }
        else
        {
            Anchors[anchor].CopyTo(target);
        }
    }

    /// <summary>Scores a loaded anchor against one candidate.</summary>
    public float Score(ReadOnlySpan<float> anchor, int candidate)
    {
        ReadOnlySpan<float> vector = Candidates[candidate];
        return Measure switch
        {
            ScoreMeasure.Cosine => CosineOf(anchor, vector, CandidateFacts.Scales[candidate]),
            ScoreMeasure.UnitEuclidean => UnitDistance(anchor, candidate),
            _ => PairMeasure.Score(Measure, anchor, vector),
        };
    }

    /// <summary>Turns inner products of a loaded anchor with the shared candidates into scores.</summary>
    /// <param name="products">The inner products; overwritten with scores.</param>
    /// <param name="vector">The loaded anchor.</param>
    /// <param name="anchor">The anchor.</param>
    /// <param name="shared">The candidates of the products.</param>
    /// <param name="close">Receives, where scores are distances of the vectors themselves, the columns of pairs that must go back one by one: as part of a product they would lose their digits.</param>
    public void FinishScores(Span<float> products, ReadOnlySpan<float> vector, int anchor, IndexRange shared, scoped in ColumnSet close)
    {
        if (PairMeasure.IsProduct(Measure))
        {
            return;
        }

        Span<float> scores = products[..shared.Count];
        bool isUnit = Measure == ScoreMeasure.UnitEuclidean;
        Differences.FromProducts(
            scores, isUnit ? 1 : AnchorFacts.Scales[anchor], isUnit ? [] : CandidateFacts.Scales.Slice(shared.Start, shared.Count), Measure == ScoreMeasure.SquaredEuclidean);
        for (int j = FloatBits.Next(scores, Differences.Close, 0); j >= 0; j = FloatBits.Next(scores, Differences.Close, j + 1))
        {
            int candidate = shared.Start + j;
            scores[j] = isUnit ? CloseUnitDistance(vector, candidate) : PairMeasure.Score(Measure, vector, Candidates[candidate]);
            close.Add(j);
        }
    }

    /// <summary>Turns derivatives by scores into factors of what a pair gives back: the other vector for a product, the difference of the two for a distance.</summary>
    /// <remarks>The distance of unit rows goes back through their product: <c>d = sqrt(2 - 2 s)</c> has the derivative <c>-1 / d</c> by s.</remarks>
    public void ToPairWeights(ReadOnlySpan<float> scores, Span<float> derivatives)
    {
        if (Measure == ScoreMeasure.SquaredEuclidean)
        {
            TensorPrimitives.Multiply(derivatives, 2f, derivatives);
        }
        else if (Measure is ScoreMeasure.Euclidean or ScoreMeasure.UnitEuclidean)
        {
            Differences.DivideByDistances(derivatives, scores, Measure == ScoreMeasure.Euclidean ? 1 : -1);
        }
    }

    private float UnitDistance(ReadOnlySpan<float> unit, int candidate)
    {
        float distance = CosineOf(unit, Candidates[candidate], CandidateFacts.Scales[candidate]);
        Differences.FromProducts(new Span<float>(ref distance), 1, [], squared: false);
        return distance == Differences.Close ? CloseUnitDistance(unit, candidate) : distance;
    }

    /// <summary>Computes the distance of two unit rows from their difference, where the cosine has lost the digits.</summary>
    private float CloseUnitDistance(ReadOnlySpan<float> unit, int candidate)
    {
        using RentedArray<float> other = new(unit.Length);
        UnitRows.Scale(Candidates[candidate], CandidateFacts.Scales[candidate], other.Span);
        double square = Differences.SumOfSquares(unit, other.Span);
        return square < SmallestSquare ? 0 : (float)Math.Sqrt(square);
    }

    private static float CosineOf(ReadOnlySpan<float> unit, ReadOnlySpan<float> vector, double scale)
    {
        if (float.IsNormal((float)scale))
        {
            return (float)(RowKernels.Dot(unit, vector) * scale);
        }

        double sum = 0;
        for (int i = 0; scale != 0 && i < unit.Length; i++)
        {
            sum += unit[i] * scale * vector[i];
        }

        return (float)sum;
    }
}
