using RuVector.Training.Adapters;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class AttentionPoolingTests
{
    [Test]
    public void Forward_Untrained_IsTheMeanOfTheTokensThatArePresent() =>
        AdapterCase.Forward(new AttentionPooling(2, 3), new float[,] { { 1, 2, 0, 0, 5, 8 }, { 0, 0, 0, 3, 0, 0 }, { 1, 1, 2, 2, 6, 3 } })
            .ShouldBe(new float[,] { { 3, 5 }, { 0, 3 }, { 3, 2 } });

    [Test]
    public void Forward_WorkedByHand_WeighsTokensByTheirScores()
    {
        AttentionPooling pooling = new(4, 2);
        pooling.Parameters["query"].Values[0] = 2 * MathF.Log(3);

        // Scores x . q / sqrt(4): log 3 and 0, so the weights are 3/4 and 1/4.
        float[] pooled = [.. AdapterCase.Forward(pooling, new float[,] { { 1, 0, 0, 0, 0, 8, 0, 0 } }).Cast<float>()];

        pooled.ShouldBe([0.75f, 2, 0, 0], 1e-6);
    }

    [Test]
    public void ForwardAndBackward_RowWithoutTokens_GiveZeroAndNoGradient()
    {
        AttentionPooling pooling = new(3, 4);
        Batches.Vector(3, seed: 1).CopyTo(pooling.Parameters.Values);

        AdapterCase.Forward(pooling, new float[2, 12]).Cast<float>().ShouldAllBe(static value => value == 0);
        pooling.Backward(new float[2, 12], Batches.Matrix(2, 3, seed: 2));

        pooling.Parameters.Gradients.ToArray().ShouldBe([0, 0, 0]);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void ForwardAndBackward_PaddingAnywhere_ChangesNothing(int position)
    {
        AttentionPooling padded = new(5, 4);
        AttentionPooling shorter = new(5, 3);
        Batches.Vector(5, seed: 1).CopyTo(padded.Parameters.Values);
        Batches.Vector(5, seed: 1).CopyTo(shorter.Parameters.Values);
        float[] tokens = Batches.Vector(15, seed: 2);
        float[] gradient = Batches.Vector(5, seed: 3);
        float[] withPadding = [.. tokens[..(5 * position)], 0, -0f, 0, 0, 0, .. tokens[(5 * position)..]];

        (float[] a, float[] b) = (new float[5], new float[5]);
        shorter.Forward(tokens, a);
        padded.Forward(withPadding, b);
        shorter.Backward(ReadOnlyMatrixSpan.FromRow(tokens), ReadOnlyMatrixSpan.FromRow(gradient));
        padded.Backward(ReadOnlyMatrixSpan.FromRow(withPadding), ReadOnlyMatrixSpan.FromRow(gradient));

        b.ShouldBe(a, 1e-6);
        padded.Parameters.Gradients.ToArray().ShouldBe(shorter.Parameters.Gradients.ToArray(), 1e-6);
    }

    [Test]
    public void Forward_HugeScores_StayFinite()
    {
        AttentionPooling pooling = new(2, 3);
        pooling.Parameters.Values.Fill(1e15f);

        float[] pooled = [.. AdapterCase.Forward(pooling, new float[,] { { 1e15f, 1, -1e15f, 2, 3, 4 } }).Cast<float>()];

        pooled.ShouldBe([1e15f, 1]);
    }

    [Test]
    public void Constructor_SizeOutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new AttentionPooling(3, 0)).ParamName.ShouldBe("maxTokens");
        Should.Throw<ArgumentOutOfRangeException>(static () => new AttentionPooling(1 << 20, 1 << 20)).ParamName.ShouldBe("maxTokens");
    }
}
