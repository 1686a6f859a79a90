using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixtureSource(typeof(LossTable), nameof(LossTable.WithWeights))]
public sealed class LossWeightTests(LossCase loss)
{
    [Test]
    public void Evaluate_EqualWeights_LeaveTheMeanAlone()
    {
        (LossInput plain, LossInput weighted) = (new(loss, 5, 7), new(loss, 5, 7));
        weighted.Weights = [2, 2, 2, 2, 2];
        double value = loss.Create().Evaluate(plain.Batch, plain.Outputs).Value;
        loss.Create().Evaluate(weighted.Batch, weighted.Outputs).Value.ShouldBe(value, 1e-12);
        new Tolerance(1e-7, 1e-6).ShouldAccept([.. weighted.Gradients], [.. plain.Gradients.Select(static g => (double)g)]);
        weighted.RowValues.ShouldBe(plain.RowValues, "row values carry no weight");
    }

    [Test]
    public void Evaluate_WeightsOverAnOutput_AreRefused()
    {
        LossInput input = new(loss, 5, 7);
        input.Weights = input.RowValues;
        input.ShouldBeRefused<ArgumentException>(loss.Create(), "Expected RowValues not to overlap the anchor weights. (Parameter 'outputs')");
    }

    [Test]
    public void Evaluate_WeightsOfZero_GiveZero()
    {
        LossInput input = new(loss, 5, 7) { Weights = new float[5] };
        loss.Create().Evaluate(input.Batch, input.Outputs).Value.ShouldBe(0);
        input.Gradients.ShouldAllBe(static g => g == 0f);
    }
}
