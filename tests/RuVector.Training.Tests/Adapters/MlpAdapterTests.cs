using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class MlpAdapterTests
{
    /// <summary>y - x is the activation of x where all weights are 1.</summary>
    [TestCase(Activation.Gelu)]
    [TestCase(Activation.Relu)]
    public void ForwardAndBackward_AnyNumber_AreTheActivationAndItsDerivative(Activation activation)
    {
        Func<double, double> function = activation == Activation.Gelu ? AdapterOracle.Gelu : static z => Math.Max(0, z);
        foreach (float z in (float[])[-30, -16.5f, -16, -5, -1.5f, -0.7f, -1e-3f, 1e-3f, 0.4f, 1, 3, 9, 15.9f, 16, 17, 300])
        {
            MlpAdapter adapter = Bare(activation);
            float[] y = new float[1];
            adapter.Forward([z], y);
            adapter.Backward(new float[,] { { z } }, new float[,] { { 1 } });

            double slope = (function(z + 1e-5) - function(z - 1e-5)) / 2e-5;
            ((double)y[0] - z).ShouldBe(function(z), 1e-6 * Math.Max(1, Math.Abs(z)), $"activation of {z}");
            adapter.Parameters["hidden_bias"].Gradients[0].ShouldBe((float)slope, 2e-6f, $"derivative at {z}");
        }
    }

    [TestCase(3e38f, 3e38f)]
    [TestCase(1e20f, 1e20f)]
    [TestCase(-1e20f, 0)]
    [TestCase(-3e38f, 0)]
    public void ForwardAndBackward_HugeNumbers_StayFinite(float z, float activated)
    {
        MlpAdapter adapter = Bare(Activation.Gelu);
        adapter.Parameters["hidden_weight"].Values[0] = 0;
        adapter.Parameters["hidden_bias"].Values[0] = z;
        float[] y = new float[1];

        adapter.Forward([0], y);
        adapter.Backward(new float[1, 1], new float[,] { { 1 } });

        y[0].ShouldBe(activated);
        adapter.Parameters["hidden_bias"].Gradients[0].ShouldBe(activated > 0 ? 1 : 0);
    }

    [Test]
    public void Relu_AtZero_HasDerivativeZero()
    {
        MlpAdapter adapter = Bare(Activation.Relu);
        adapter.Backward(new float[1, 1], new float[,] { { 1 } });
        adapter.Parameters["hidden_bias"].Gradients[0].ShouldBe(0);
    }

    [Test]
    public void Gelu_TanhForm_IsNearTheFormWithTheErrorFunction()
    {
        // z Phi(z) at 1 and 2: Phi from tables of the normal distribution.
        AdapterOracle.Gelu(1).ShouldBe(0.8413447, 5e-4);
        AdapterOracle.Gelu(2).ShouldBe(2 * 0.9772499, 5e-4);
    }

    [Test]
    public void Constructor_FirstValues_AreThoseOfHe()
    {
        MlpAdapter adapter = new(200, 300, seed: 3);
        float[] first = adapter.Parameters["hidden_weight"].Values.ToArray();
        Math.Sqrt(first.Average(static v => v * v)).ShouldBe(0.1, 0.001);
        adapter.Parameters["output_weight"].Values.ToArray().ShouldAllBe(static v => v == 0);
        new MlpAdapter(200, 300, seed: 4).Parameters["hidden_weight"].Values.ToArray().ShouldNotBe(first);
    }

    [Test]
    public void Constructor_UnknownActivation_IsRefusedWithTheKnownOnes() =>
        Should.Throw<ArgumentOutOfRangeException>(static () => new MlpAdapter(3, 4, (Activation)7)).Message.ShouldStartWith("Expected one of Gelu, Relu, but got 7.");

    private static MlpAdapter Bare(Activation activation)
    {
        MlpAdapter adapter = new(1, 1, activation);
        adapter.Parameters["hidden_weight"].Values[0] = 1;
        adapter.Parameters["output_weight"].Values[0] = 1;
        return adapter;
    }
}
