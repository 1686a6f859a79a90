namespace RuVector.Training.Benchmarks;

/// <summary>One loss over one batch: its value and all gradients.</summary>
internal sealed class LossWork
{
    private readonly ILoss _loss;
    private readonly PairRelations _relations;
    private readonly int _dimension;
    private readonly float[] _anchors;
    private readonly float[] _candidates;
    private readonly float[] _anchorGradients;
    private readonly float[] _candidateGradients;

    private LossWork(string name, ILoss loss, PairRelations relations, int dimension, float[] anchors, float[] candidates)
    {
        (Name, _loss, _relations, _dimension, _anchors, _candidates) = (name, loss, relations, dimension, anchors, candidates);
        (_anchorGradients, _candidateGradients) = (new float[anchors.Length], new float[ReferenceEquals(anchors, candidates) ? 0 : candidates.Length]);
    }

    /// <summary>Gets the name of the loss.</summary>
    public string Name { get; }

    /// <summary>Rows and a noisy twin of each.</summary>
    public static LossWork OfPairs(string name, ILoss loss, int rows, int dimension) => Paired(name, loss, PairRelations.InBatch(rows), dimension);

    /// <summary>Rows, each with a noisy twin and negatives of its own.</summary>
    public static LossWork OfOwnNegatives(string name, ILoss loss, int rows, int negatives, int dimension) =>
        Paired(name, loss, PairRelations.Paired(new PairedLayout(rows) { OwnNegativesPerAnchor = negatives }), dimension);

    /// <summary>Rows with labels, four of each class around its centre: every row is an anchor and a candidate.</summary>
    public static LossWork OfLabels(string name, ILoss loss, int rows, int dimension)
    {
        float[] values = AroundCentres(rows, dimension);
        return new(name, loss, PairRelations.FromLabels(Labels(rows)), dimension, values, values);
    }

    /// <summary>Rows with labels against as many vectors of classes as there are rows.</summary>
    public static LossWork OfClasses(string name, ILoss loss, int rows, int dimension) => new(
        name, loss, PairRelations.FromLabels(Labels(rows), [.. Enumerable.Range(0, rows)]), dimension, AroundCentres(rows, dimension), Data.Normal(rows * dimension, 3));

    public void Run() => _loss.Evaluate(
        new(new(_anchors, _relations.AnchorCount, _dimension), new(_candidates, _relations.CandidateCount, _dimension), _relations),
        _candidateGradients.Length == 0
            ? new LossOutputs { AnchorGradients = new(_anchorGradients, _relations.AnchorCount, _dimension) }
            : new LossOutputs
            {
                AnchorGradients = new(_anchorGradients, _relations.AnchorCount, _dimension),
                CandidateGradients = new(_candidateGradients, _relations.CandidateCount, _dimension),
            });

    private static LossWork Paired(string name, ILoss loss, PairRelations relations, int dimension)
    {
        float[] anchors = Data.Normal(relations.AnchorCount * dimension, 1), candidates = Data.Normal(relations.CandidateCount * dimension, 2);
        for (int i = 0; i < anchors.Length; i++)
        {
            candidates[i] += anchors[i];
        }

        return new(name, loss, relations, dimension, anchors, candidates);
    }

    private static int[] Labels(int rows) => [.. Enumerable.Range(0, rows).Select(static row => row / 4)];

    private static float[] AroundCentres(int rows, int dimension)
    {
        float[] values = Data.Normal(rows * dimension, 1), centres = Data.Normal(rows * dimension, 2);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += centres[(i / dimension / 4 * dimension) + (i % dimension)];
        }

        return values;
    }
}
