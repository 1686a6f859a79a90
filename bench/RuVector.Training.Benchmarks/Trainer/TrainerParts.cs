using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Benchmarks;

/// <summary>The work of a step that nobody can do without, on matrices that are ready: forward, mining, loss, backward, optimizer.</summary>
internal sealed class TrainerParts
{
    private readonly LinearAdapter _model;
    private readonly INegativeMiner? _miner;
    private readonly int _negatives;
    private readonly InfoNceLoss _loss = new();
    private readonly AdamWOptimizer _optimizer = new();
    private readonly MinedNegatives _mined = new();
    private readonly float[,] _inputs;
    private readonly float[,] _minable;
    private readonly float[,] _candidates;
    private readonly float[,] _anchors;
    private readonly float[,] _gradients;
    private readonly PairRelations _ofPool;
    private readonly PairRelations _ofBatch;
    private long _step;

    public TrainerParts(int batch, int dimension, int pool, INegativeMiner? miner, int negatives)
    {
        (_model, _miner, _negatives) = (new LinearAdapter(dimension), miner, miner is null ? 0 : negatives);
        (_inputs, _minable, _candidates) = (Matrix(batch, dimension, 1), Matrix(batch + pool, dimension, 2), Matrix(batch * (1 + _negatives), dimension, 3));
        (_anchors, _gradients) = (new float[batch, dimension], new float[batch, dimension]);
        _ofPool = PairRelations.Paired(new PairedLayout(batch) { SharedNegatives = pool });
        _ofBatch = PairRelations.Paired(new PairedLayout(batch) { InBatchNegatives = true, OwnNegativesPerAnchor = _negatives });
    }

    public void Step()
    {
        _model.Parameters.ZeroGradients();
        _model.Forward(_inputs, _anchors);
        _miner?.Mine(new MiningRequest(_anchors, _minable, _ofPool, _negatives) { Step = _step++ }, _mined);
        _loss.Evaluate(new ContrastiveBatch(_anchors, _candidates, _ofBatch), new LossOutputs { AnchorGradients = _gradients });
        _model.Backward(_inputs, _gradients);
        _optimizer.Step(_model.Parameters);
    }

    /// <summary>A seeded matrix.</summary>
    public static float[,] Matrix(int rows, int columns, ulong seed)
    {
        float[,] matrix = new float[rows, columns];
        new ReadOnlyMatrixSpan(Data.Normal(rows * columns, seed), rows, columns).CopyTo(matrix);
        return matrix;
    }
}
