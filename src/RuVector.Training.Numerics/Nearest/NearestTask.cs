namespace RuVector.Training.Numerics;

/// <summary>What one call looks for, and where.</summary>
internal readonly unsafe struct NearestTask
{
    private readonly float* _queries;
    private readonly float* _candidates;
    private readonly nint _queryStride;
    private readonly nint _candidateStride;

    /// <summary>Takes pinned matrices; <paramref name="count"/> is at most the number of candidates.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="queryShape">The shape of the queries.</param>
    /// <param name="candidateShape">The shape of the candidates.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="count">k.</param>
    /// <param name="exclusions">What a query must not get.</param>
    /// <param name="limitsPerQuery">Limits of each query.</param>
    /// <param name="limits">The pinned closenesses of <see cref="NearestLimits"/>, or null.</param>
    /// <param name="limitCounts">The same of their counts.</param>
    public NearestTask(
        float* queries,
        float* candidates,
        ReadOnlyMatrixSpan queryShape,
        ReadOnlyMatrixSpan candidateShape,
        ScoreMeasure measure,
        int count,
        NearestExclusions exclusions,
        int limitsPerQuery,
        float* limits,
        int* limitCounts)
    {
        _queries = queries;
        _candidates = candidates;
        (_queryStride, Queries) = (queryShape.RowStride, queryShape.Rows);
        (_candidateStride, Candidates) = (candidateShape.RowStride, candidateShape.Rows);
        LimitsPerQuery = limitsPerQuery;
        Limits = limits;
        LimitCounts = limitCounts;
        (Dimension, Measure, Count, Exclusions) = (queryShape.Columns, measure, count, exclusions);
    }

    public int Queries { get; }

    public int Candidates { get; }

    public int Dimension { get; }

    public ScoreMeasure Measure { get; }

    /// <summary>Gets how many candidates each query wants, k.</summary>
    public int Count { get; }

    public NearestExclusions Exclusions { get; }

    /// <inheritdoc cref="NearestLimits.PerQuery"/>
    public int LimitsPerQuery { get; }

    /// <inheritdoc cref="NearestLimits.Closeness"/>
    public float* Limits { get; }

    /// <inheritdoc cref="NearestLimits.Counts"/>
    public int* LimitCounts { get; }

    public bool HasLimits => LimitsPerQuery > 0;

    public bool IsProduct => PairMeasure.IsProduct(Measure);

    public ReadOnlySpan<float> Query(int row) => new(_queries + (row * _queryStride), Dimension);

    public ReadOnlySpan<float> Candidate(int row) => new(_candidates + (row * _candidateStride), Dimension);

    public ReadOnlyMatrixSpan CandidateRows(int first, int rows) =>
        rows == 0 || Dimension == 0
            ? new([], rows, Dimension, Dimension)
            : new(new ReadOnlySpan<float>(_candidates + (first * _candidateStride), checked((int)(((rows - 1) * _candidateStride) + Dimension))), rows, Dimension, (int)_candidateStride);
}
