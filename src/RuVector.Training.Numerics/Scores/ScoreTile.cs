namespace RuVector.Training.Numerics;

/// <summary>Some consecutive rows: their anchors, and one number for each pair of an anchor and a shared negative. That is first its score and then, in its place, the derivative by it.</summary>
internal ref struct ScoreTile : IDisposable
{
    /// <summary>Rows that make packing the candidates anew for each tile cost little.</summary>
    private const int MostRows = 512;

    /// <summary>Bounds the one large piece of scratch memory: 32 MiB, unless a few rows need more. A power of two, because memory is rented in such sizes.</summary>
    private const int MostValues = 1 << 23;

    private const int FewestRows = 8;

    private readonly IndexRange _shared;
    private readonly int _width;
    private readonly int _dimension;
    private readonly int _listedPerRow;
    private readonly bool _wantsGradients;
    private readonly RentedArray<float> _panel;
    private readonly RentedArray<float> _vectors;
    private readonly RentedArray<float> _listedDerivatives;
    private readonly RentedArray<int> _listed;
    private readonly RentedArray<ulong> _close;
    private readonly int _closeWords;

    public ScoreTile(PairRelations relations, RowCapacity capacity, int dimension, bool wantsGradients, bool hasDistances)
    {
        (_shared, _dimension, _wantsGradients) = (relations.SharedNegatives, dimension, wantsGradients);
        _listedPerRow = wantsGradients ? capacity.Listed : 0;
        _width = checked(_shared.Count + capacity.Extras);
        int most = Math.Clamp(MostValues / Math.Max(1, Math.Max(_width, dimension)), FewestRows, MostRows);
        MaxRows = Math.Clamp(relations.RowCount, 1, most);
        _panel = new RentedArray<float>(checked(MaxRows * _width));
        _vectors = new RentedArray<float>(checked((wantsGradients ? 2 : 1) * MaxRows * dimension));
        _listedDerivatives = new RentedArray<float>(checked(MaxRows * _listedPerRow));
        _listed = new RentedArray<int>(checked(MaxRows * (_listedPerRow + 1)));
        _closeWords = wantsGradients && hasDistances ? ColumnSet.WordsFor(_shared.Count) : 0;
        _close = new RentedArray<ulong>(MaxRows * _closeWords);
    }

    public int MaxRows { get; }

    /// <summary>Gets the first row of the relations that is in the tile.</summary>
    public int First { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Gets the number of values of a row of scores: the shared negatives, then room for the negatives outside that range.</summary>
    public readonly int Width => _width;

    public readonly void Dispose()
    {
        _panel.Dispose();
        _vectors.Dispose();
        _listedDerivatives.Dispose();
        _listed.Dispose();
        _close.Dispose();
    }

    /// <summary>Loads the rows from <paramref name="first"/> on: copies their anchors and computes their inner products with the shared negatives.</summary>
    public void Load(PairRelations relations, scoped in ScoreOperands operands, int first)
    {
        (First, Rows) = (first, Math.Min(MaxRows, relations.RowCount - first));
        for (int i = 0; i < Rows; i++)
        {
            operands.LoadAnchor(relations.GetRow(first + i).Anchor, AnchorOf(i));
        }

        if (_wantsGradients)
        {
            Gradients.Values.Clear();
        }

        if (_shared.Count > 0)
        {
            MatrixProduct.MultiplyTransposed(Anchors, operands.Candidates.SliceRows(_shared.Start, _shared.Count), SharedScales(operands), SharedPart);
        }
    }

    public readonly Span<float> AnchorOf(int row) => _vectors.Span.Slice(row * _dimension, _dimension);

    public readonly Span<float> RowOf(int row) => _panel.Span.Slice(row * _width, _width);

    public readonly Span<float> GradientOf(int row) => _vectors.Span.Slice((MaxRows + row) * _dimension, _dimension);

    /// <summary>Gets the pairs of a row outside the shared range; undefined until cleared.</summary>
    public readonly ListedPairs ListedOf(int row) => new(
        _listed.Span.Slice(MaxRows + (row * _listedPerRow), _listedPerRow), _listedDerivatives.Span.Slice(row * _listedPerRow, _listedPerRow), ref _listed.Span[row]);

    /// <summary>Gets the shared columns of a row whose pairs go back one by one although they were scored by a product; undefined until cleared. Forgets everything where no distances go back.</summary>
    public readonly ColumnSet CloseOf(int row) => new(_close.Span.Slice(row * _closeWords, _closeWords));

    /// <summary>Turns the derivatives by the shared inner products into gradients of the tile's anchors and of the candidates.</summary>
    public readonly void PushBackProducts(scoped in ScoreOperands operands, bool wantsAnchors, MatrixSpan candidateSums)
    {
        if (_shared.Count == 0 || !HasSharedDerivatives())
        {
            return;
        }

        if (wantsAnchors)
        {
            MatrixProduct.AddMultiply(SharedPart, operands.Candidates.SliceRows(_shared.Start, _shared.Count), SharedScales(operands), Gradients);
        }

        if (!candidateSums.IsEmpty)
        {
            MatrixProduct.AddTransposedMultiply(SharedPart, Anchors, candidateSums.SliceRows(_shared.Start, _shared.Count));
        }
    }

    private readonly bool HasSharedDerivatives()
    {
        for (int i = 0; i < Rows; i++)
        {
            if (FloatBits.NextNonZero(RowOf(i)[.._shared.Count], 0) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private readonly MatrixSpan Anchors => new(_vectors.Span[..(Rows * _dimension)], Rows, _dimension);

    private readonly MatrixSpan Gradients => new(_vectors.Span.Slice(MaxRows * _dimension, Rows * _dimension), Rows, _dimension);

    private readonly MatrixSpan SharedPart => new(_panel.Span[..(Rows * _width)], Rows, _shared.Count, _width);

    private readonly ReadOnlySpan<double> SharedScales(scoped in ScoreOperands operands) =>
        ScoreOperands.UsesUnitRows(operands.Measure) ? operands.CandidateFacts.Scales.Slice(_shared.Start, _shared.Count) : [];
}
