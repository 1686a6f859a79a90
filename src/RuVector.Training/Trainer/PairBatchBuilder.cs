using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Turns steps into batches: queries, one positive each, mined negatives, and the mask of known answers.</summary>
internal sealed class PairBatchBuilder
{
    private readonly PairDataset _data;
    private readonly TrainerOptions _options;
    private readonly ulong _seed;
    private readonly EpochSampler _sampler;
    private readonly MiningPool _pool;
    private readonly DocumentPositions _positions;
    private readonly IndexLists _mask = new();
    private readonly MatrixBuffer _inputs;
    private readonly MatrixBuffer _candidates;
    private readonly MatrixBuffer _minable;
    private readonly MinedNegatives _mined = new();
    private readonly int[] _queries;
    private readonly int[] _positives;
    private readonly int[] _ownCounts;

    public PairBatchBuilder(PairDataset data, TrainerOptions options, ulong seed)
    {
        (_data, _options, _seed) = (data, options, seed);
        _sampler = new EpochSampler(data.QueryCount, options.BatchSize, seed);
        _pool = new MiningPool(data, options.MiningPoolSize, seed);
        _positions = new DocumentPositions(data.DocumentCount);
        (_inputs, _candidates, _minable) = (new(data.Dimension), new(data.Dimension), new(data.Dimension));
        (_queries, _positives, _ownCounts) = (new int[_sampler.BatchSize], new int[_sampler.BatchSize], new int[_sampler.BatchSize]);
    }

    public int Rows => _queries.Length;

    /// <summary>Gets the negatives of the last <see cref="Mine"/>.</summary>
    public MinedNegatives Mined => _mined;

    public ReadOnlyMatrixSpan Inputs => _inputs.View(Rows);

    /// <summary>Chooses the queries of a batch, and for each one of its right documents.</summary>
    public void Load(long batch)
    {
        _sampler.BatchAt(batch).CopyTo(_queries);
        MatrixSpan inputs = _inputs.View(Rows);
        for (int i = 0; i < Rows; i++)
        {
            ReadOnlySpan<int> right = _data.Positives[_queries[i]];
            _positives[i] = right.Length == 1 ? right[0] : right[new KeyedRandom(_seed, RandomPurpose.Positives, batch, _queries[i]).NextInt32(right.Length)];
            _data.Queries[_queries[i]].CopyTo(inputs[i]);
        }
    }

    /// <summary>Mines negatives for the embedded queries from the pool of the batch.</summary>
    public void Mine(INegativeMiner miner, ReadOnlyMatrixSpan anchors, StepSettings settings)
    {
        ReadOnlySpan<int> pool = _pool.DrawAt(settings.Batch);
        MatrixSpan minable = _minable.View(Rows + pool.Length);
        CopyDocuments(_positives, minable);
        CopyDocuments(pool, minable.SliceRows(Rows, pool.Length));
        PairRelations relations = PairRelations.Paired(new PairedLayout(Rows) { SharedNegatives = pool.Length }).Ignoring(MaskOf(pool, Rows));
        MiningRequest request = new(anchors, minable, relations, settings.NegativesPerAnchor) { Seed = _seed, Step = settings.Batch };
        miner.Mine(request, _mined);
    }

    /// <summary>Lays out the candidates: positives, then what was mined for each anchor.</summary>
    public PairRelations Arrange(bool withMined, out ReadOnlyMatrixSpan candidates)
    {
        int own = withMined ? _mined.TotalCount : 0;
        MatrixSpan all = _candidates.View(Rows + own);
        CopyDocuments(_positives, all);
        int next = Rows;
        for (int i = 0; i < Rows; i++)
        {
            ReadOnlySpan<int> chosen = withMined ? _mined.IndicesOf(i) : [];
            _ownCounts[i] = chosen.Length;
            foreach (int candidate in chosen)
            {
                _minable.View(candidate + 1)[candidate].CopyTo(all[next++]);
            }
        }

        candidates = all;
        PairRelations relations = PairRelations.Paired(_ownCounts, _options.InBatchNegatives);
        return _options.InBatchNegatives ? relations.Ignoring(MaskOf(_positives, 0)) : relations;
    }

    /// <summary>For each row the places of a document list that hold a known answer of its query, its own positive left alone.</summary>
    private IndexLists MaskOf(ReadOnlySpan<int> documents, int offset)
    {
        _positions.Load(documents);
        _mask.Clear();
        for (int i = 0; i < Rows; i++)
        {
            _positions.AddRow(_mask, _data.Known[_queries[i]], offset, except: i);
        }

        return _mask;
    }

    private void CopyDocuments(ReadOnlySpan<int> documents, MatrixSpan target)
    {
        for (int i = 0; i < documents.Length; i++)
        {
            _data.Documents[documents[i]].CopyTo(target[i]);
        }
    }
}
