namespace RuVector.Training.Numerics;

/// <summary>The pairs outside all products, of every tile, in the order of their candidates: what a gradient of a candidate still lacks is then added by one thread, while its row is near.</summary>
/// <remarks>Two rows may list the same candidate. Its pairs keep the order of the rows, so the sum has the same bits for every number of threads. A pair without a derivative is not kept.</remarks>
internal ref struct CandidatePairs : IDisposable
{
    private readonly RentedArray<int> _candidates;
    private readonly RentedArray<int> _anchors;
    private readonly RentedArray<float> _derivatives;
    private readonly RentedArray<int> _order;
    private readonly RentedArray<int> _ends;

    /// <summary>Initializes a list without pairs.</summary>
    /// <param name="candidates">Number of candidates.</param>
    /// <param name="mostPairs">Number of pairs that may be added.</param>
    public CandidatePairs(int candidates, int mostPairs)
    {
        _candidates = new RentedArray<int>(mostPairs);
        _anchors = new RentedArray<int>(mostPairs);
        _derivatives = new RentedArray<float>(mostPairs);
        _order = new RentedArray<int>(mostPairs);
        _ends = new RentedArray<int>(mostPairs == 0 ? 0 : checked(candidates + 2));
    }

    public int Count { get; private set; }

    public readonly void Dispose()
    {
        _candidates.Dispose();
        _anchors.Dispose();
        _derivatives.Dispose();
        _order.Dispose();
        _ends.Dispose();
    }

    /// <summary>Adds the listed pairs of a tile.</summary>
    public void Add(scoped in ScoreTile tile, PairRelations relations)
    {
        if (_order.Span.IsEmpty)
        {
            return;
        }

        for (int i = 0; i < tile.Rows; i++)
        {
            ListedPairs listed = tile.ListedOf(i);
            int anchor = relations.GetRow(tile.First + i).Anchor;
            for (int n = 0; n < listed.Candidates.Length; n++)
            {
                if (listed.Derivatives[n] != 0)
                {
                    (_candidates.Span[Count], _anchors.Span[Count], _derivatives.Span[Count]) = (listed.Candidates[n], anchor, listed.Derivatives[n]);
                    Count++;
                }
            }
        }
    }

    /// <summary>Orders the pairs by candidate; to be called once, after the last was added.</summary>
    public readonly void Sort()
    {
        if (Count == 0)
        {
            return;
        }

        ReadOnlySpan<int> candidates = _candidates.Span[..Count];
        Span<int> ends = _ends.Span;
        ends.Clear();
        foreach (int candidate in candidates)
        {
            ends[candidate + 2]++;
        }

        for (int i = 1; i < ends.Length; i++)
        {
            ends[i] += ends[i - 1];
        }

        // At candidate + 1 now stands where its pairs begin; each pair moves it on, in the end to where they end.
        for (int pair = 0; pair < candidates.Length; pair++)
        {
            _order.Span[ends[candidates[pair] + 1]++] = pair;
        }
    }

    /// <summary>Gets the pairs of a candidate, in the order of the rows.</summary>
    public readonly ReadOnlySpan<int> Of(int candidate) => Count == 0 ? [] : _order.Span[_ends.Span[candidate].._ends.Span[candidate + 1]];

    /// <summary>Gets the anchor of a pair, and the derivative by its score.</summary>
    public readonly (int Anchor, float Derivative) this[int pair] => (_anchors.Span[pair], _derivatives.Span[pair]);
}
