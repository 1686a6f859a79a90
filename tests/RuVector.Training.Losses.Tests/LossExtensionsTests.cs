using System.Numerics.Tensors;

namespace RuVector.Training.Losses.Tests;

/// <summary>The calls a first-time user writes.</summary>
[TestFixture]
public sealed class LossExtensionsTests
{
    private static readonly float[] s_anchor = [1f, 0f, 0.5f, 0.25f];
    private static readonly float[] s_positive = [0.9f, 0.1f, 0.4f, 0.3f];
    private static readonly float[][] s_negatives = [[0f, 1f, 0f, 0f], [-0.5f, 0.5f, 1f, 0f], [0.2f, -1f, 0.1f, 0.7f]];

    [Test]
    public void EvaluateWithGradients_OneAnchor_GivesTheGradientOfEveryVector()
    {
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 0.07f });

        double value = loss.Evaluate(s_anchor, s_positive, s_negatives);
        VectorGradients gradients = loss.EvaluateWithGradients(s_anchor, s_positive, s_negatives);

        float[,] candidates = { { 0.9f, 0.1f, 0.4f, 0.3f }, { 0f, 1f, 0f, 0f }, { -0.5f, 0.5f, 1f, 0f }, { 0.2f, -1f, 0.1f, 0.7f } };
        Evaluated batch = Evaluated.Of(loss, new float[,] { { 1f, 0f, 0.5f, 0.25f } }, candidates, PairRelations.Paired([3]));
        value.ShouldBe(batch.Value);
        gradients.Value.ShouldBe(value);
        gradients.Anchor.ShouldBe(batch.AnchorGradients.Cast<float>());
        gradients.Positive.Concat(gradients.Negatives.SelectMany(static g => g)).ShouldBe(batch.CandidateGradients.Cast<float>());
        gradients.Negatives.Length.ShouldBe(3);
        gradients.Positive.ShouldContain(static g => g != 0f);
        gradients.Negatives.ShouldAllBe(static row => row.Any(static g => g != 0f));
    }

    [Test]
    public void Evaluate_NegativesOneByOne_IsTheSame() =>
        new LocalContrastiveLoss().Evaluate(s_anchor, s_positive, s_negatives[0], s_negatives[1], s_negatives[2])
            .ShouldBe(new LocalContrastiveLoss().Evaluate(s_anchor, s_positive, s_negatives));

    [Test]
    public void Evaluate_NoNegative_IsZero()
    {
        InfoNceLoss loss = new();
        loss.Evaluate(s_anchor, s_positive).ShouldBe(0);
        VectorGradients gradients = loss.EvaluateWithGradients(s_anchor, s_positive);
        gradients.Anchor.Concat(gradients.Positive).ShouldAllBe(static g => g == 0f);
        gradients.Negatives.ShouldBeEmpty();
    }

    [Test]
    public void EvaluateWithGradients_VectorsWithoutValues_GiveGradientsWithoutValues()
    {
        VectorGradients gradients = new InfoNceLoss().EvaluateWithGradients([], [], [], []);
        gradients.Value.ShouldBe(Math.Log(3), 1e-7);
        gradients.Positive.ShouldBeEmpty();
        gradients.Negatives.ShouldBe([[], []]);
    }

    [Test]
    public void Evaluate_PositiveOfAnotherDimension_IsRefused() =>
        Should.Throw<ArgumentException>(() => new InfoNceLoss().Evaluate(s_anchor, [1f, 2f], s_negatives)).Message
            .ShouldBe("Expected a positive of 4 values, as the anchor has, but got 2. (Parameter 'positive')");

    [Test]
    public void EvaluateWithGradients_NegativeOfAnotherDimension_IsRefused() =>
        Should.Throw<ArgumentException>(() => new InfoNceLoss().EvaluateWithGradients(s_anchor, s_positive, s_negatives[0], [1f, 2f, 3f])).Message
            .ShouldBe("Expected negatives of 4 values, as the anchor has, but negative 1 has 3. (Parameter 'negatives')");

    [Test]
    public void Evaluate_MissingNegative_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new InfoNceLoss().Evaluate(s_anchor, s_positive, s_negatives[0], null!)).Message
            .ShouldBe("Expected negatives of 4 values, as the anchor has, but negative 1 is null. (Parameter 'negatives')");
        Should.Throw<ArgumentNullException>(() => new InfoNceLoss().Evaluate(s_anchor, s_positive, (float[][])null!)).ParamName.ShouldBe("negatives");
    }

    [Test]
    public void Evaluate_NonFiniteNegative_IsNamedAsCandidateAfterThePositive() =>
        Should.Throw<NonFiniteValueException>(() => new InfoNceLoss().Evaluate(s_anchor, s_positive, s_negatives[0], [0f, 0f, float.NaN, 0f])).Message
            .ShouldBe("Expected finite values, but got NaN in row 2, column 2. (Parameter 'candidates')");

    [Test]
    public void Evaluate_ArraysJaggedArraysAndTensors_AreTheSameMatrix()
    {
        float[,] array = { { 1f, 2f }, { 3f, -4f }, { 0f, 1f } };
        float[][] jagged = [[1f, 2f], [3f, -4f], [0f, 1f]];
        Tensor<float> tensor = Tensor.Create([1f, 2f, 3f, -4f, 0f, 1f], [(nint)3, 2]);
        InfoNceLoss loss = new();

        LossResult expected = loss.Evaluate(ContrastiveBatch.InBatch(array, array));
        loss.Evaluate(ContrastiveBatch.InBatch(jagged, jagged)).ShouldBe(expected);
        loss.Evaluate(ContrastiveBatch.InBatch(tensor, tensor)).ShouldBe(expected);
        loss.Evaluate(ContrastiveBatch.InBatch(tensor.AsReadOnlyTensorSpan(), jagged)).ShouldBe(expected);
        loss.Evaluate(ContrastiveBatch.Labelled(jagged, [0, 1, 0])).ShouldBe(loss.Evaluate(ContrastiveBatch.Labelled(array, [0, 1, 0])));
    }

    [Test]
    public void Evaluate_TensorAsOutput_ReceivesTheGradient()
    {
        float[,] array = { { 1f, 2f }, { 3f, -4f } };
        float[,] positives = { { 0f, 2f }, { 1f, 1f } };
        Tensor<float> gradients = Tensor.CreateFromShape<float>([(nint)2, 2]);
        float[,] expected = new float[2, 2];
        new InfoNceLoss().Evaluate(ContrastiveBatch.InBatch(array, positives), new LossOutputs { AnchorGradients = gradients.AsTensorSpan() });
        new InfoNceLoss().Evaluate(ContrastiveBatch.InBatch(array, positives), new LossOutputs { AnchorGradients = expected });
        gradients.ToArray().ShouldBe(expected.Cast<float>());
    }

    [Test]
    public void Batch_ShapesThatDoNotFit_AreRefusedWithBoth()
    {
        Should.Throw<ArgumentException>(() => ContrastiveBatch.InBatch(new float[3, 4], new float[3, 5])).Message
            .ShouldBe("Expected candidates of dimension 4, as the anchors have, but got shape [3, 5]. (Parameter 'candidates')");
        Should.Throw<ArgumentException>(() => ContrastiveBatch.InBatch(new float[3, 4], new float[2, 4])).Message
            .ShouldBe("Expected 3 candidates, as the relations have, but got 2. (Parameter 'candidates')");
        Should.Throw<ArgumentException>(() => ContrastiveBatch.Labelled(new float[3, 4], [1, 2])).Message
            .ShouldBe("Expected 2 anchors, as the relations have, but got 3. (Parameter 'anchors')");
    }
}
