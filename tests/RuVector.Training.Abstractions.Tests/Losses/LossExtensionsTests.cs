namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class LossExtensionsTests
{
    [Test]
    public void Evaluate_SingleVectors_BecomesABatchOfOneAnchor()
    {
        SumLoss loss = new();

        loss.Evaluate([1f, 2f], [10f, 20f], [100f, 200f], [1000f, 2000f]).ShouldBe(1111);
        loss.Kinds.ShouldBe(["PNN"]);
    }

    [Test]
    public void EvaluateWithGradients_SingleVectors_CutsTheGradients()
    {
        VectorGradients gradients = new SumLoss().EvaluateWithGradients([1f, 2f], [10f, 20f], [100f, 200f], [1000f, 2000f]);

        gradients.Value.ShouldBe(1111);
        gradients.Anchor.ShouldBe([1, 2]);
        gradients.Positive.ShouldBe([10, 20]);
        gradients.Negatives.ShouldBe([[100, 200], [1000, 2000]]);
    }

    [Test]
    public void EvaluateWithGradients_NoNegatives_HasNone() => new SumLoss().EvaluateWithGradients([1f], [10f]).Negatives.ShouldBeEmpty();

    [Test]
    public void Evaluate_AnotherDimension_IsRefused()
    {
        SumLoss loss = new();

        Should.Throw<ArgumentException>(() => loss.Evaluate([1f, 2f], [10f, 20f], [1f])).Message.ShouldStartWith("Expected negatives of 2 values, as the anchor has, but negative 0 has 1.");
        Should.Throw<ArgumentException>(() => loss.Evaluate([1f], [10f, 20f])).Message.ShouldStartWith("Expected a positive of 1 values, as the anchor has, but got 2.");
        Should.Throw<ArgumentNullException>(() => loss.Evaluate([1f], [1f], null!)).ParamName.ShouldBe("negatives");
        Should.Throw<ArgumentNullException>(() => default(ILoss)!.Evaluate([1f], [1f])).ParamName.ShouldBe("loss");
        Should.Throw<ArgumentNullException>(() => default(ILoss)!.EvaluateWithGradients([1f], [1f])).ParamName.ShouldBe("loss");
    }

    /// <summary>Adds the first column and returns the inputs as gradients, so that a test sees where everything went.</summary>
    private sealed class SumLoss : ILoss
    {
        public string[] Kinds { get; private set; } = [];

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
        {
            Kinds = Tests.Kinds.Of(batch.Relations);
            double sum = FirstColumn(batch.Anchors) + FirstColumn(batch.Candidates);
            if (outputs.WantsGradients)
            {
                batch.Anchors.CopyTo(outputs.AnchorGradients);
                batch.Candidates.CopyTo(outputs.CandidateGradients);
            }

            return new LossResult(sum, 1);
        }

        private static double FirstColumn(ReadOnlyMatrixSpan matrix)
        {
            double sum = 0;
            for (int row = 0; row < matrix.Rows; row++)
            {
                sum += matrix[row][0];
            }

            return sum;
        }
    }
}
