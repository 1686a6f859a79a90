using System.Numerics.Tensors;
using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Bounds gradients before a step.</summary>
/// <remarks>A gradient that is NaN or an infinity is not clipped: all gradients stay as they are, so that the optimizer sees it and skips the step. Safe for concurrent use.</remarks>
public static class GradientClipping
{
    /// <summary>Scales all gradients of a set down together until their norm is no more than a bound.</summary>
    /// <param name="parameters">The set; its gradients are scaled in place, as one vector; those of frozen segments are left out.</param>
    /// <param name="maxNorm">The bound, above 0; positive infinity to measure only.</param>
    /// <param name="norm">Which norm.</param>
    /// <returns>The norm before clipping; NaN or infinity when a gradient is, and then nothing is changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not above 0, or <paramref name="norm"/> is unknown.</exception>
    public static double ByGlobalNorm(ParameterSet parameters, float maxNorm, NormKind norm = NormKind.L2)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        CheckBound(maxNorm, "norm", nameof(maxNorm));
        double length = 0;
        foreach (ParameterSegment segment in parameters.Segments)
        {
            if (!segment.Group.IsFrozen)
            {
                length = GradientNorm.Join(length, GradientNorm.Of(segment.Gradients, norm), norm);
            }
        }

        foreach (ParameterSegment segment in parameters.Segments)
        {
            if (!segment.Group.IsFrozen)
            {
                Scale(segment.Gradients, maxNorm, length);
            }
        }

        return length;
    }

    /// <summary>Scales gradients down together until their norm is no more than a bound.</summary>
    /// <remarks>
    /// <para><c>g *= min(1, maxNorm / (norm + 1e-6))</c>: torch's rule, for all gradients at once. The norm is summed in double, so it neither overflows nor depends on the machine.</para>
    /// </remarks>
    /// <param name="gradients">The gradients; scaled in place.</param>
    /// <param name="maxNorm">The bound, above 0; positive infinity to measure only.</param>
    /// <param name="norm">Which norm.</param>
    /// <returns>The norm before clipping; NaN or infinity when a gradient is, and then nothing is changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not above 0, or <paramref name="norm"/> is unknown.</exception>
    public static double ByGlobalNorm(Span<float> gradients, float maxNorm, NormKind norm = NormKind.L2)
    {
        CheckBound(maxNorm, "norm", nameof(maxNorm));
        double length = GradientNorm.Of(gradients, norm);
        Scale(gradients, maxNorm, length);
        return length;
    }

    /// <summary>Limits each gradient by itself: <c>g = max(-bound, min(bound, g))</c>. The direction of the whole changes.</summary>
    /// <param name="gradients">The gradients; limited in place.</param>
    /// <param name="bound">The bound of the absolute value, above 0.</param>
    /// <returns>The number of gradients that were beyond the bound and are changed; 0 when one is NaN or an infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not above 0.</exception>
    public static int ByValue(Span<float> gradients, float bound)
    {
        CheckBound(bound, "bound", nameof(bound));
        if (!float.IsFinite(Magnitude.Largest(gradients)))
        {
            return 0;
        }

        int changed = 0;
        foreach (float gradient in gradients)
        {
            changed += MathF.Abs(gradient) > bound ? 1 : 0;
        }

        TensorPrimitives.Clamp(gradients, -bound, bound, gradients);
        return changed;
    }

    private static void CheckBound(float value, string what, string paramName)
    {
        if (!(value > 0))
        {
            throw new ArgumentOutOfRangeException(paramName, value, FormattableString.Invariant($"Expected a {what} above 0, but got {value}."));
        }
    }

    private static void Scale(Span<float> gradients, float maxNorm, double length)
    {
        double coefficient = maxNorm / (length + 1e-6);
        if (double.IsFinite(length) && coefficient < 1)
        {
            Scale(gradients, coefficient);
        }
    }

    /// <summary>A coefficient below the normal float32 numbers would lose its digits: then in two factors.</summary>
    private static void Scale(Span<float> gradients, double coefficient)
    {
        const float Power = 1L << 62;
        if ((float)coefficient is float factor && float.IsNormal(factor))
        {
            TensorPrimitives.Multiply(gradients, factor, gradients);
            return;
        }

        TensorPrimitives.Multiply(gradients, (float)(coefficient * Power), gradients);
        TensorPrimitives.Multiply(gradients, 1 / Power, gradients);
    }
}
