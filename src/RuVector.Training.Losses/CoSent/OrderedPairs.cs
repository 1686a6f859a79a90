using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary><c>log(1 + sum over label_a &lt; label_b of exp((s_a - s_b) / t))</c> and its derivatives, in the time of a sort.</summary>
/// <remarks>In the order of labels the sum over all pairs with a lower label is a running one; so is, from the other end, that over all with a higher label. Equal labels form no pair.</remarks>
internal static class OrderedPairs
{
    /// <summary>Computes the value, and the derivative by each score.</summary>
    /// <param name="scores">The scores; overwritten with the derivatives.</param>
    /// <param name="labels">Their labels; sorted.</param>
    /// <param name="temperature">t.</param>
    /// <param name="ordered">How many pairs of scores have different labels.</param>
    public static double Evaluate(Span<float> scores, Span<float> labels, double temperature, out long ordered)
    {
        int count = scores.Length;
        using RentedArray<int> orderMemory = new(count);
        Span<int> order = orderMemory.Span;
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        labels.Sort(order);
        using RentedArray<double> memory = new(checked(3 * count));
        Span<double> logits = memory.Span[..count];
        Span<double> lower = memory.Span.Slice(count, count);
        Span<double> higher = memory.Span[(2 * count)..];
        for (int i = 0; i < count; i++)
        {
            logits[i] = scores[order[i]] / temperature;
        }

        ordered = SumLower(logits, labels, lower);
        SumHigher(logits, labels, higher);
        double total = double.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            total = LogAdd(total, logits[i] + higher[i]);
        }

        double value = StableMath.Softplus(total);
        for (int i = 0; i < count; i++)
        {
            scores[order[i]] = (float)((Math.Exp(logits[i] + higher[i] - value) - Math.Exp(lower[i] - logits[i] - value)) / temperature);
        }

        return value;
    }

    /// <summary>The logarithm of the sum of exp(logit) over all with a lower label.</summary>
    /// <returns>The number of ordered pairs.</returns>
    private static long SumLower(ReadOnlySpan<double> logits, ReadOnlySpan<float> labels, Span<double> lower)
    {
        (double before, double all) = (double.NegativeInfinity, double.NegativeInfinity);
        (long pairs, int first) = (0, 0);
        for (int i = 0; i < logits.Length; i++)
        {
            if (i > 0 && labels[i] != labels[i - 1])
            {
                (before, first) = (all, i);
            }

            lower[i] = before;
            pairs += first;
            all = LogAdd(all, logits[i]);
        }

        return pairs;
    }

    /// <summary>The logarithm of the sum of exp(-logit) over all with a higher label.</summary>
    private static void SumHigher(ReadOnlySpan<double> logits, ReadOnlySpan<float> labels, Span<double> higher)
    {
        (double before, double all) = (double.NegativeInfinity, double.NegativeInfinity);
        for (int i = logits.Length - 1; i >= 0; i--)
        {
            if (i + 1 < logits.Length && labels[i] != labels[i + 1])
            {
                before = all;
            }

            higher[i] = before;
            all = LogAdd(all, -logits[i]);
        }
    }

    private static double LogAdd(double a, double b)
    {
        double high = Math.Max(a, b);
        return double.IsNegativeInfinity(high) ? high : high + StableMath.Softplus(Math.Min(a, b) - high);
    }
}
