using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>What every loss of two matrices refuses about the second one, before it has written anything.</summary>
[TestFixtureSource(typeof(LossTable), nameof(LossTable.WithCandidates))]
public sealed class CandidateRefusalTests(LossCase loss)
{
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void Evaluate_NonFiniteCandidate_IsRefusedWhereverItIs(float value)
    {
        for (int position = 0; position < 35; position++)
        {
            LossInput input = new(loss, 5, 7);
            input.Candidates[position / 7, position % 7] = value;
            string shown = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            NonFiniteValueException error = input.ShouldBeRefused<NonFiniteValueException>(
                loss.Create(), $"Expected finite values, but got {shown} in row {position / 7}, column {position % 7}. (Parameter 'candidates')");
            (error.Row, error.Column, error.Value).ShouldBe((position / 7, position % 7, value));
        }
    }

    [TestCase(3, 7)]
    [TestCase(5, 6)]
    [TestCase(0, 7)]
    public void Evaluate_CandidateGradientsOfAnotherShape_AreRefused(int rows, int columns)
    {
        LossInput input = new(loss, 5, 7) { CandidateGradients = new float[rows, columns] };
        input.ShouldBeRefused<ArgumentException>(
            loss.Create(), $"Expected CandidateGradients of shape [{input.Relations.CandidateCount}, 7], as its input has, but got [{rows}, {columns}]. (Parameter 'outputs')");
    }

    [Test]
    public void Evaluate_AnchorGradientsOverCandidates_AreRefused()
    {
        LossInput input = new(loss, 5, 7);
        ShouldRefuseOverlap(input, new LossOutputs { AnchorGradients = FirstRows(input.Candidates, 5) }, "Expected AnchorGradients not to overlap the candidates.");
    }

    [Test]
    public void Evaluate_CandidateGradientsOverInputs_AreRefused()
    {
        LossInput input = new(loss, 5, 7);
        ShouldRefuseOverlap(input, new LossOutputs { CandidateGradients = input.Candidates }, "Expected CandidateGradients not to overlap the candidates.");

        float[,] both = Batches.Matrix(input.Relations.CandidateCount, 7, seed: 1);
        string message = Should.Throw<ArgumentException>(() => loss.Create().Evaluate(
            new ContrastiveBatch(FirstRows(both, 5), input.Candidates, input.Relations), new LossOutputs { CandidateGradients = both })).Message;
        message.ShouldBe("Expected CandidateGradients not to overlap the anchors. (Parameter 'outputs')");
    }

    [Test]
    public void Evaluate_GradientsOverEachOther_AreRefused()
    {
        LossInput input = new(loss, 5, 7);
        LossOutputs outputs = new() { AnchorGradients = FirstRows(input.CandidateGradients, 5), CandidateGradients = input.CandidateGradients };
        ShouldRefuseOverlap(input, outputs, "Expected CandidateGradients not to overlap the anchor gradients.");
    }

    [Test]
    public void Evaluate_RowValuesOverCandidatesOrTheirGradients_AreRefused()
    {
        LossInput input = new(loss, 5, 7);
        ShouldRefuseOverlap(input, new LossOutputs { RowValues = FirstRows(input.Candidates, 1).Values[..5] }, "Expected RowValues not to overlap the candidates.");
        LossOutputs outputs = new() { CandidateGradients = input.CandidateGradients, RowValues = FirstRows(input.CandidateGradients, 1).Values[..5] };
        ShouldRefuseOverlap(input, outputs, "Expected RowValues not to overlap the candidate gradients.");
    }

    private static MatrixSpan FirstRows(float[,] matrix, int rows) => ((MatrixSpan)matrix).SliceRows(0, rows);

    private void ShouldRefuseOverlap(LossInput input, LossOutputs outputs, string message)
    {
        ArgumentException? refused = null;
        try
        {
            loss.Create().Evaluate(input.Batch, outputs);
        }
        catch (ArgumentException e)
        {
            refused = e;
        }

        refused.ShouldNotBeNull().Message.ShouldBe($"{message} (Parameter 'outputs')");
        input.Written.ShouldAllBe(static x => x == LossInput.Sentinel);
    }
}
