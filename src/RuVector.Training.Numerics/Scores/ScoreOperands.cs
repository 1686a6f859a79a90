using System.Buffers;

namespace RuVector.Training.Numerics;

/// <summary>Anchors and candidates in the space where the measure is an inner product or a difference: unit rows for cosine, the rows themselves otherwise.</summary>
internal readonly ref struct ScoreOperands : IDisposable
{
    private readonly float[]? _units;
    private readonly double[]? _lengths;

    public ScoreOperands(ReadOnlyMatrixSpan anchors, ReadOnlyMatrixSpan candidates, bool candidatesAreAnchors, ScoreMeasure measure)
    {
        Anchors = anchors;
        Candidates = candidates;
        Measure = measure;
        if (measure != ScoreMeasure.Cosine)
        {
            ZeroRows = UnitRows.CountZeroRows(anchors) + (candidatesAreAnchors ? 0 : UnitRows.CountZeroRows(candidates));
            return;
        }

        int anchorValues = checked(anchors.Rows * anchors.Columns);
        int candidateValues = candidatesAreAnchors ? 0 : checked(candidates.Rows * candidates.Columns);
        _units = ArrayPool<float>.Shared.Rent(checked(anchorValues + candidateValues));
        _lengths = ArrayPool<double>.Shared.Rent(anchors.Rows + candidates.Rows);
        MatrixSpan unitAnchors = new(_units.AsSpan(0, anchorValues), anchors.Rows, anchors.Columns);
        AnchorLengths = _lengths.AsSpan(0, anchors.Rows);
        ZeroRows = UnitRows.Normalize(anchors, unitAnchors, _lengths.AsSpan(0, anchors.Rows));
        Anchors = unitAnchors;
        Candidates = unitAnchors;
        CandidateLengths = AnchorLengths;
        if (!candidatesAreAnchors)
        {
            MatrixSpan unitCandidates = new(_units.AsSpan(anchorValues, candidateValues), candidates.Rows, candidates.Columns);
            Span<double> lengths = _lengths.AsSpan(anchors.Rows, candidates.Rows);
            ZeroRows += UnitRows.Normalize(candidates, unitCandidates, lengths);
            Candidates = unitCandidates;
            CandidateLengths = lengths;
        }
    }

    public ScoreMeasure Measure { get; }

    public ReadOnlyMatrixSpan Anchors { get; }

    public ReadOnlyMatrixSpan Candidates { get; }

    public ReadOnlySpan<double> AnchorLengths { get; }

    public ReadOnlySpan<double> CandidateLengths { get; }

    public int ZeroRows { get; }

    public void Dispose()
    {
        if (_units is not null)
        {
            ArrayPool<float>.Shared.Return(_units);
            ArrayPool<double>.Shared.Return(_lengths!);
        }
    }
}
