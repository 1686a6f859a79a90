namespace RuVector.Training.Numerics;

/// <summary>Some consecutive rows: their anchors, their scores against the shared negatives, and derivatives and gradients of the same shapes.</summary>
internal ref struct ScoreTile : IDisposable
{
    private readonly IndexRange _shared;
    private readonly int _width;
    private readonly int _dimension;
    private readonly bool _wantsGradients;
    private readonly RentedArray<float> _memory;
    private readonly Span<float> _anchors;
    private readonly Span<float> _gradients;
    private readonly Span<float> _scores;
    private readonly Span<float> _derivatives;

    public ScoreTile(PairRelations relations, RowCapacity capacity, int dimension, int values, bool wantsGradients)
    {
        (_shared, _dimension, _wantsGradients) = (relations.SharedNegatives, dimension, wantsGradients);
        _width = checked(_shared.Count + capacity.Extras);
        MaxRows = Math.Max(1, Math.Min(relations.RowCount, Math.Max(8, values / Math.Max(1, Math.Max(_width, dimension)))));
        int copies = wantsGradients ? 2 : 1;
        (int tile, int vectors) = (checked(MaxRows * _width), checked(MaxRows * dimension));
        _memory = new RentedArray<float>(checked(copies * (tile + vectors)));
        _scores = _memory.Span[..tile];
        _anchors = _memory.Span.Slice(tile, vectors);
        _derivatives = wantsGradients ? _memory.Span.Slice(tile + vectors, tile) : [];
        _gradients = wantsGradients ? _memory.Span.Slice((2 * tile) + vectors, vectors) : [];
    }

    public int MaxRows { get; }

    public int Rows { get; private set; }

    public readonly void Dispose() => _memory.Dispose();

    /// <summary>Loads the rows from <paramref name="first"/> on: copies their anchors and scores them against the shared negatives.</summary>
    public void Load(PairRelations relations, scoped in ScoreOperands operands, int first)
    {
        Rows = Math.Min(MaxRows, relations.RowCount - first);
        for (int i = 0; i < Rows; i++)
        {
            operands.Anchors[relations.GetRow(first + i).Anchor].CopyTo(_anchors[(i * _dimension)..]);
        }

        _gradients.Clear();
        if (_shared.Count > 0)
        {
            PairMeasure.ScoreBlock(operands.Measure, Vectors(_anchors), operands.Candidates.SliceRows(_shared.Start, _shared.Count), SharedPart(_scores));
        }
    }

    public readonly ReadOnlySpan<float> AnchorOf(int row) => _anchors.Slice(row * _dimension, _dimension);

    public readonly Span<float> ScoresOf(int row) => _scores.Slice(row * _width, _width);

    public readonly Span<float> DerivativesOf(int row) => _wantsGradients ? _derivatives.Slice(row * _width, _width) : [];

    public readonly Span<float> GradientOf(int row) => _wantsGradients ? _gradients.Slice(row * _dimension, _dimension) : [];

    /// <summary>Turns the derivatives by the shared scores into gradients of the tile's anchors and of the candidates.</summary>
    public readonly void PushBackShared(scoped in ScoreOperands operands, MatrixSpan candidateSums)
    {
        if (_shared.Count > 0)
        {
            MatrixSpan candidates = candidateSums.IsEmpty ? default : candidateSums.SliceRows(_shared.Start, _shared.Count);
            PairMeasure.PushBackBlock(
                operands.Measure, Vectors(_anchors), operands.Candidates.SliceRows(_shared.Start, _shared.Count), SharedPart(_derivatives), Vectors(_gradients), candidates);
        }
    }

    private readonly MatrixSpan Vectors(Span<float> values) => new(values[..(Rows * _dimension)], Rows, _dimension);

    private readonly MatrixSpan SharedPart(Span<float> values) => new(values[..(Rows * _width)], Rows, _shared.Count, _width);
}
