namespace RuVector.Training.Numerics;

/// <summary>What one call looks for, and where.</summary>
internal readonly unsafe struct NearestTask
{
    private readonly float* _queries;
    private readonly float* _candidates;
    private readonly nint _queryStride;
    private readonly nint _candidateStride;

    /// <summary>Takes pinned matrices; <paramref name="count"/> is at most the number of candidates.</summary>
    public NearestTask(float* queries, float* candidates, ReadOnlyMatrixSpan queryShape, ReadOnlyMatrixSpan candidateShape, ScoreMeasure measure, int count, NearestExclusions exclusions)
    {
        _queries = queries;
        _candidates = candidates;
        (_queryStride, Queries) = (queryShape.RowStride, queryShape.Rows);
        (_candidateStride, Candidates) = (candidateShape.RowStride, candidateShape.Rows);
        (Dimension, Measure, Count, Exclusions) = (queryShape.Columns, measure, count, exclusions);
    }

    public int Queries { get; }

    public int Candidates { get; }

    public int Dimension { get; }

    public ScoreMeasure Measure { get; }

    /// <summary>Gets how many candidates each query wants, k.</summary>
    public int Count { get; }

    public NearestExclusions Exclusions { get; }

    public bool IsProduct => PairMeasure.IsProduct(Measure);

    public ReadOnlySpan<float> Query(int row) => new(_queries + (row * _queryStride), Dimension);

    public ReadOnlySpan<float> Candidate(int row) => new(_candidates + (row * _candidateStride), Dimension);

    public ReadOnlyMatrixSpan CandidateRows(int first, int rows) =>
        rows == 0 || Dimension == 0
            ? new([], rows, Dimension, Dimension)
            : new(new ReadOnlySpan<float>(_candidates + (first * _candidateStride), checked((int)(((rows - 1) * _candidateStride) + Dimension))), rows, Dimension, (int)_candidateStride);
}
