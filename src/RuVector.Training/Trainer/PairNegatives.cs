using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Chooses the negatives of each query of a batch: those that the data lists, and mined ones, anew at every step or from a snapshot that is renewed now and then.</summary>
internal sealed class PairNegatives : IDisposable
{
    private readonly PairDataset _data;
    private readonly ulong _seed;
    private readonly MiningPool? _pool;
    private readonly PoolMining? _mining;
    private readonly ChosenNegatives _chosen = new();
    private int[] _documents = [];

    public PairNegatives(TrainingRun run, TrainerOptions options, DualEncoder encoder, PairDataset data, ulong seed)
    {
        (_data, _seed) = (data, seed);
        if (run.Miner is null)
        {
            return;
        }

        _pool = new MiningPool(data, options.MiningPoolSize, seed);
        if (options.RemineEvery > 0)
        {
            Remining = new Remining(data, encoder, run.Miner, _pool, options.RemineEvery, seed);
        }
        else
        {
            _mining = new PoolMining(data, encoder, run.Miner);
        }
    }

    /// <summary>Gets what renews the snapshot; <see langword="null"/> without one.</summary>
    public Remining? Remining { get; }

    /// <summary>Chooses negatives for a batch.</summary>
    /// <returns>The negatives of each query; valid until the next call.</returns>
    public ChosenNegatives Choose(
        ReadOnlySpan<int> queries, ReadOnlySpan<int> positives, ReadOnlyMatrixSpan anchors, StepSettings settings, StepDriver driver, CancellationToken cancellationToken)
    {
        _chosen.Clear();
        MinedSnapshot? snapshot = Remining?.At(settings.Step, driver.NegativesAt, cancellationToken);
        bool mines = _mining is not null && settings.NegativesPerAnchor > 0;
        if (mines)
        {
            _mining!.LoadPool(_pool!.DrawAt(settings.Batch), queries.Length);
            _mining.Mine(queries, positives, anchors, settings.NegativesPerAnchor, _seed, settings.Batch);
        }

        long count = 0;
        Array.Resize(ref _documents, settings.NegativesPerAnchor);
        for (int anchor = 0; anchor < queries.Length; anchor++)
        {
            ReadOnlySpan<int> mined = snapshot is not null ? snapshot.NegativesOf(queries[anchor]) : mines ? _mining!.DocumentsOf(anchor, _documents) : [];
            mined = mined[..Math.Min(mined.Length, settings.NegativesPerAnchor)];
            _chosen.AddAnchor(_data.Negatives[queries[anchor]], mined);
            count += mined.Length;
        }

        driver.CountMined(count, (long)queries.Length * settings.NegativesPerAnchor);
        return _chosen;
    }

    public void Dispose() => Remining?.Dispose();
}
