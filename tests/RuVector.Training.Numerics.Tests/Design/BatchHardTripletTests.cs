using System.Text.Json;
using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Batch-hard triplet: the choice of the pairs is part of the row, so no miner and no index leaves it.</summary>
[TestFixture]
public sealed class BatchHardTripletTests
{
    [Test]
    public void Evaluate_Labels_MatchesTheHardestPairsOfGolden()
    {
        GoldenLoss golden = GoldenLoss.Load("batch_mining_n7d5_m1_lonely");
        float[,] embeddings = golden.Matrix("embeddings");
        JsonElement hard = golden.Expected.GetProperty("batch_hard");
        double[] positive = Numbers(hard, "positive_distance"), negative = Numbers(hard, "negative_distance"), positiveIndex = Numbers(hard, "positive_index");
        float[] rowValues = new float[7];

        LossResult result = Loss(golden.Number("margin")).Evaluate(
            ContrastiveBatch.Labelled(embeddings, golden.Integers("labels")), new LossOutputs { RowValues = rowValues });

        double[] expected = [.. positive.Select((p, i) => positiveIndex[i] < 0 ? 0 : Math.Max(0, p - negative[i] + golden.Number("margin")))];
        Tolerance.ForFloat.ShouldAccept(rowValues, expected);
        result.Terms.ShouldBe(positiveIndex.Count(static i => i >= 0));
        result.Value.ShouldBe(expected.Sum() / result.Terms, 1e-5);
    }

    [Test]
    public void Evaluate_Gradient_MatchesCentralDifferencesOfOracle()
    {
        float[,] embeddings = Batches.Matrix(8, 5, seed: 3), gradients = new float[8, 5];
        PairRelations relations = PairRelations.FromLabels([0, 1, 0, 2, 1, 0, 2, 3]);

        double value = Loss(2f).Evaluate(new ContrastiveBatch(embeddings, relations), new LossOutputs { AnchorGradients = gradients }).Value;

        value.ShouldBe(Oracle.BatchHardTriplet(Stacked.ToDouble(embeddings), relations, 2), 1e-5);
        GradientCheck.Of((double[,] e) => Oracle.BatchHardTriplet(e, relations, 2), embeddings).ShouldBe(gradients);
    }

    private static RowLoss<BatchHardTripletRow> Loss(float margin) => new(new(margin), ScoreMeasure.Euclidean);

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(static e => e.GetDouble())];
}
