using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Anchors and candidates with what the measure needs beside them: lengths for the cosine, squares for distances.</summary>
/// <remarks>Under the cosine a vector stands for its unit row, which is made where it is needed: no copy of all rows exists.</remarks>
internal readonly ref struct ScoreOperands : IDisposable
{
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

    /// <summary>Gets a value indicating whether a score is an inner product: of unit rows or of the rows themselves.</summary>
    public bool IsProduct => PairMeasure.IsProduct(Measure);

    public void Dispose() => _memory.Dispose();

    /// <summary>Copies an anchor, as its unit row under the cosine.</summary>
    public void LoadAnchor(int anchor, Span<float> target)
    {
        if (Measure == ScoreMeasure.Cosine)
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
        return Measure == ScoreMeasure.Cosine ? CosineOf(anchor, vector, CandidateFacts.Scales[candidate]) : PairMeasure.Score(Measure, anchor, vector);
    }

    /// <summary>Turns inner products of a loaded anchor with the shared candidates into scores.</summary>
    public void FinishScores(Span<float> products, ReadOnlySpan<float> vector, int anchor, IndexRange shared)
    {
        if (!IsProduct)
        {
            Differences.FromProducts(
                products[..shared.Count],
                vector,
                AnchorFacts.Scales[anchor],
                Candidates.SliceRows(shared.Start, shared.Count),
                CandidateFacts.Scales.Slice(shared.Start, shared.Count),
                squared: Measure == ScoreMeasure.SquaredEuclidean);
        }
    }

    /// <summary>Turns derivatives by scores into factors of what a pair gives back: the other vector for a product, the difference of the two for a distance.</summary>
    public void ToPairWeights(ReadOnlySpan<float> scores, Span<float> derivatives)
    {
        if (Measure == ScoreMeasure.SquaredEuclidean)
        {
            TensorPrimitives.Multiply(derivatives, 2f, derivatives);
        }
        else if (Measure == ScoreMeasure.Euclidean)
        {
            for (int i = 0; i < derivatives.Length; i++)
            {
                derivatives[i] = scores[i] == 0 ? 0 : derivatives[i] / scores[i];
            }
        }
    }

    private static float CosineOf(ReadOnlySpan<float> unit, ReadOnlySpan<float> vector, double scale)
    {
        if (float.IsNormal((float)scale))
        {
            return (float)(TensorPrimitives.Dot(unit, vector) * scale);
        }

        double sum = 0;
        for (int i = 0; scale != 0 && i < unit.Length; i++)
        {
            sum += unit[i] * scale * vector[i];
        }

        return (float)sum;
    }
}
