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

        double?[] probabilities = [.. Enumerable.Repeat((double?)0, count * count)];
        for (int row = 0; row < count; row++)
        {
            double[] drawn = new double[all.IndicesOf(row).Length];
            miner.Probabilities(all.ScoresOf(row), embeddings.Columns, drawn);
            for (int i = 0; i < drawn.Length; i++)
            {
                probabilities[(row * count) + all.IndicesOf(row)[i]] = drawn[i];
            }
        }

        comparison.Values("probabilities", probabilities, golden.Expected.Tolerance("tolerance.probabilities"));
    }
}
