using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Mines negatives for embedded queries from a pool of documents, which is embedded once.</summary>
internal sealed class PoolMining
{
    private readonly PairDataset _data;
    private readonly INegativeMiner _miner;
    private readonly KnownAnswerMask _mask;
    private readonly RowEmbedder _embedder;
    private readonly MatrixBuffer _minable;
    private readonly bool _isFixed;
    private readonly MinedNegatives _mined = new();
    private int[] _pool = [];
    private int _poolSize;
    private int _room;

    public PoolMining(PairDataset data, DualEncoder encoder, INegativeMiner miner)
    {
        (_data, _miner, _mask) = (data, miner, KnownAnswerMask.OfMining(data));
        _isFixed = encoder.Document is null;
        _embedder = new RowEmbedder(encoder.Document, data.Documents.Columns);
        _minable = new MatrixBuffer(_embedder.Dimension);
    }

    /// <summary>Embeds the pool; the same one of documents that stay as they are stays in place.</summary>
    /// <param name="pool">The documents, each once.</param>
    /// <param name="mostQueries">How many queries are mined for at once, at most.</param>
    public void LoadPool(ReadOnlySpan<int> pool, int mostQueries)
    {
        if (_isFixed && _room == mostQueries && pool.SequenceEqual(_pool.AsSpan(0, _poolSize)))
        {
            return;
        }

        if (_pool.Length < pool.Length)
        {
            _pool = new int[pool.Length];
        }

        pool.CopyTo(_pool);
        (_poolSize, _room) = (pool.Length, mostQueries);
        _embedder.Embed(_data.Documents, pool, Minable().SliceRows(_room, pool.Length));
    }

    /// <summary>Mines negatives for some queries, which are never their known answers.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="positives">The right document that stands for each.</param>
    /// <param name="anchors">The embeddings of the queries.</param>
    /// <param name="negativesPerAnchor">How many are wanted for each.</param>
    /// <param name="seed">Seed of random choices.</param>
    /// <param name="step">Step of random choices.</param>
    /// <returns>Documents and scores; valid until the next call. The documents are numbered as <see cref="DocumentsOf"/> says.</returns>
    public MinedNegatives Mine(ReadOnlySpan<int> queries, ReadOnlySpan<int> positives, ReadOnlyMatrixSpan anchors, int negativesPerAnchor, ulong seed, long step)
    {
        // The positives stand right before the pool, so that the pool stays in place for any number of queries.
        int rows = queries.Length;
        MatrixSpan minable = Minable().SliceRows(_room - rows, rows + _poolSize);
        _embedder.Embed(_data.Documents, positives, minable.SliceRows(0, rows));
        PairRelations relations = PairRelations.Paired(new PairedLayout(rows) { SharedNegatives = _poolSize })
            .Ignoring(_mask.Of(queries, _pool.AsSpan(0, _poolSize), rows, exceptOwn: false));
        _miner.Mine(new MiningRequest(anchors, minable, relations, negativesPerAnchor) { Seed = seed, Step = step }, _mined);
        return _mined;
    }

    /// <summary>Gets the documents of an anchor of the last <see cref="Mine"/>, in the miner's order; at most as many as <paramref name="documents"/> has room for.</summary>
    public ReadOnlySpan<int> DocumentsOf(int anchor, Span<int> documents)
    {
        ReadOnlySpan<int> candidates = _mined.IndicesOf(anchor);
        int count = Math.Min(candidates.Length, documents.Length);
        for (int i = 0; i < count; i++)
        {
            documents[i] = _pool[candidates[i] - _mined.RowCount];
        }

        return documents[..count];
    }

    private MatrixSpan Minable() => _minable.View(_room + _poolSize);
}
