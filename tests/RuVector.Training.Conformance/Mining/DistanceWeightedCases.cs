using RuVector.Training.Mining;

namespace RuVector.Training.Conformance;

/// <summary>Probabilities of distance-weighted sampling over the rows with another label.</summary>
internal sealed class DistanceWeightedCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["distance_weighted_wu"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor embeddings = golden.Inputs.Tensor("embeddings").OfShape(-1, -1);
        int[] labels = golden.Inputs.Tensor("labels").OfShape(embeddings.Rows).ToIntegers();
        int count = embeddings.Rows;
        ReadOnlyMatrixSpan matrix = new(embeddings.ToSingles(), count, embeddings.Columns);
        MinedNegatives all = new HardestMiner().Mine(new MiningRequest(matrix, matrix, PairRelations.FromLabels(labels), count));
        DistanceWeightedMiner miner = new(new DistanceWeightedMinerOptions
        {
            Cutoff = golden.Parameters.Setting("cutoff", 0.5f),
            UpperCutoff = golden.Parameters.Setting("nonzero_loss_cutoff", 1.4f),
        });

        double?[] probabilities = MiningCases.Probabilities(all, count, (scores, drawn) => miner.Probabilities(scores, embeddings.Columns, drawn));
        comparison.Values("probabilities", probabilities, golden.Expected.Tolerance("tolerance.probabilities"));
    }
}
