using System.Runtime.InteropServices;
using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Turns steps into batches of (node, ancestor) pairs with mined nodes, and collects the rows of the table that a step touches.</summary>
internal sealed class GraphBatchBuilder
{
    private readonly GraphDataset _data;
    private readonly ulong _seed;
    private readonly EpochSampler _sampler;
    private readonly MatrixBuffer _anchors;
    private readonly MatrixBuffer _candidates;
    private readonly MatrixBuffer _minable;
    private readonly IndexLists _mask = new();
    private readonly MinedNegatives _mined = new();
    private readonly List<int> _rows = [];
    private readonly List<int> _left = [];
    private readonly int[] _ownCounts;

    public GraphBatchBuilder(GraphDataset data, int batchSize, int dimension, ulong seed)
    {
        (_data, _seed) = (data, seed);
        _sampler = new EpochSampler(data.PairCount, batchSize, seed);
        (_anchors, _candidates, _minable) = (new(dimension), new(dimension), new(dimension));
        _ownCounts = new int[_sampler.BatchSize];
    }

    public int Rows => _sampler.BatchSize;

    public MinedNegatives Mined => _mined;

    public ReadOnlyMatrixSpan Anchors => _anchors.View(Rows);

    public ReadOnlyMatrixSpan Candidates => _candidates.View(TouchedRows.Length - Rows);

    /// <summary>Gets the rows of the table behind anchors and candidates, in that order.</summary>
    public ReadOnlySpan<int> TouchedRows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Chooses the pairs of a step and mines nodes that are no ancestor of the child among all nodes.</summary>
    public PairRelations Load(EmbeddingTable table, INegativeMiner? miner, StepSettings settings)
    {
        ReadOnlySpan<int> pairs = _sampler.BatchAt(settings.Step);
        _rows.Clear();
        foreach (int pair in pairs)
        {
            _rows.Add(_data.PairAt(pair).Node);
        }

        foreach (int pair in pairs)
        {
            _rows.Add(_data.PairAt(pair).Ancestor);
        }

        RowGather.Copy(table.Rows, TouchedRows[..Rows], _anchors.View(Rows));
        Array.Clear(_ownCounts);
        if (miner is not null && settings.NegativesPerAnchor > 0)
        {
            Mine(table, miner, settings);
        }

        RowGather.Copy(table.Rows, TouchedRows[Rows..], _candidates.View(_rows.Count - Rows));
        return PairRelations.Paired(_ownCounts);
    }

    private void Mine(EmbeddingTable table, INegativeMiner miner, StepSettings settings)
    {
        MatrixSpan minable = _minable.View(Rows + table.Count);
        RowGather.Copy(table.Rows, TouchedRows[Rows..], minable);
        table.Rows.AsReadOnly().CopyTo(minable.SliceRows(Rows, table.Count));
        PairRelations relations = PairRelations.Paired(new PairedLayout(Rows) { SharedNegatives = table.Count }).Ignoring(MaskAncestors());
        miner.Mine(new MiningRequest(Anchors, minable, relations, settings.NegativesPerAnchor) { Seed = _seed, Step = settings.Step }, _mined);
        for (int i = 0; i < Rows; i++)
        {
            _ownCounts[i] = _mined.IndicesOf(i).Length;
            foreach (int candidate in _mined.IndicesOf(i))
            {
                _rows.Add(candidate - Rows);
            }
        }
    }

    private IndexLists MaskAncestors()
    {
        _mask.Clear();
        for (int i = 0; i < Rows; i++)
        {
            int node = _rows[i];
            _left.Clear();
            _left.Add(node + Rows);
            foreach (int ancestor in _data.Ancestors[node])
            {
                _left.Add(ancestor + Rows);
            }

            _mask.AddRow(CollectionsMarshal.AsSpan(_left));
        }

        return _mask;
    }
}
