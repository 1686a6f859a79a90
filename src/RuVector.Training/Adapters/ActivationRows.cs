using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Adapters;

/// <summary>Activations and their derivatives over one row.</summary>
internal static class ActivationRows
{
    /// <summary><c>2 sqrt(2 / pi)</c>, the slope of the exponent of GELU at 0.</summary>
    public const float GeluSlope = 1.5957691f;

    /// <summary>The slope times 0.044715, the factor of the cube.</summary>
    public const float GeluCube = 0.071354816f;

    // Beyond it the logistic function is 0 or 1 in float32, and its square would only bring infinities.
    private const float GeluLimit = 16;

    /// <summary>Applies the activation in place.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="values">The numbers; overwritten.</param>
    /// <param name="scratch">Memory of twice the length.</param>
    public static void Apply(Activation activation, Span<float> values, Span<float> scratch)
    {
        if (activation == Activation.Relu)
        {
            TensorPrimitives.Max(values, 0, values);
            return;
        }

        Span<float> gate = scratch[..values.Length];
        Gate(values, scratch.Slice(values.Length, values.Length), gate);
        TensorPrimitives.Multiply(values, gate, values);
    }

    /// <summary>Multiplies gradients by the derivative of the activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="values">The numbers that the activation was applied to; overwritten.</param>
    /// <param name="gradients">The gradients by its results; overwritten with those by the numbers.</param>
    /// <param name="scratch">Memory of twice the length.</param>
    public static void PullBack(Activation activation, Span<float> values, Span<float> gradients, Span<float> scratch)
    {
        if (activation == Activation.Relu)
        {
            for (int i = 0; i < values.Length; i++)
            {
                gradients[i] = values[i] > 0 ? gradients[i] : 0;
            }

            return;
        }

        // With the gate s(u): d(x s)/dx = s + x s (1 - s) u', u' = slope + 3 cube x^2.
        Span<float> gate = scratch[..values.Length];
        Span<float> slope = scratch.Slice(values.Length, values.Length);
        Gate(values, slope, gate);
        TensorPrimitives.Clamp(values, -GeluLimit, GeluLimit, values);
        TensorPrimitives.Multiply(values, values, slope);
        TensorPrimitives.Multiply(slope, 3 * GeluCube, slope);
        TensorPrimitives.Add(slope, GeluSlope, slope);
        TensorPrimitives.Multiply(slope, values, slope);
        TensorPrimitives.Subtract(1, gate, values);
        TensorPrimitives.Multiply(slope, values, slope);
        TensorPrimitives.Multiply(slope, gate, slope);
        TensorPrimitives.Add(slope, gate, slope);
        TensorPrimitives.Multiply(gradients, slope, gradients);
    }

    /// <summary>Computes <c>s(slope x + cube x^3)</c>.</summary>
    private static void Gate(ReadOnlySpan<float> values, Span<float> clamped, Span<float> gate)
    {
        TensorPrimitives.Clamp(values, -GeluLimit, GeluLimit, clamped);
        TensorPrimitives.Multiply(clamped, clamped, gate);
        TensorPrimitives.Multiply(gate, GeluCube, gate);
        TensorPrimitives.Add(gate, GeluSlope, gate);
        TensorPrimitives.Multiply(gate, clamped, gate);
        StableMath.Sigmoid(gate, gate);
    }
}
