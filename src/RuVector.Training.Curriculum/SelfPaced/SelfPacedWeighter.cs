namespace RuVector.Training.Curriculum;

/// <summary>Weighs examples by how hard they are for the model now: easy ones count first.</summary>
/// <remarks>
/// <para>With l the loss of an example (or any difficulty of 0 or more) and <c>lambda(t) = threshold growth^floor(t / s)</c>, s the steps between two growths: the hard weight is 1 for <c>l &lt; lambda</c>, else 0; the linear soft
/// one is <c>max(0, 1 - l / lambda)</c>.</para>
/// <para>If no example of a batch is below the threshold, it is multiplied by the growth until one is, for that batch; the result tells. So no batch is without weight.</para>
/// <para>A pure function of step and difficulties; it draws no random numbers. Immutable and safe for concurrent use.</para>
/// <para>Source: Kumar, Packer, Koller, "Self-Paced Learning for Latent Variable Models", 2010; linear soft weights: Jiang et al., "Easy Samples First: Self-paced Reranking for Zero-Example Multimedia Search", 2014.</para>
/// </remarks>
public sealed class SelfPacedWeighter
{
    private readonly float _threshold;
    private readonly double _growth;
    private readonly long _growthSteps;
    private readonly SelfPacedForm _form;

    /// <summary>Creates a weighter.</summary>
    /// <param name="options">Settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SelfPacedWeighter(SelfPacedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _threshold = options.Threshold is > 0 and <= float.MaxValue
            ? options.Threshold
            : throw new ArgumentOutOfRangeException(nameof(options), options.Threshold, FormattableString.Invariant($"Expected a finite threshold above 0, but got {options.Threshold}."));
        _growth = options.Growth is >= SelfPacedOptions.LeastGrowth and <= SelfPacedOptions.GreatestGrowth
            ? options.Growth
            : throw new ArgumentOutOfRangeException(nameof(options), options.Growth, FormattableString.Invariant($"Expected a growth in [1.001, 1000], but got {options.Growth}."));
        _growthSteps = ScheduleGuard.CheckLength(options.GrowthSteps, "steps between growths", nameof(options));
        ScheduleGuard.CheckDefined(options.Form, nameof(options));
        _form = options.Form;
    }

    /// <summary>Gets the threshold at a step.</summary>
    /// <param name="step">Steps taken so far; 0 at the start.</param>
    /// <returns>Finite, above 0; at most the largest float64.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public double ThresholdAt(long step)
    {
        ScheduleGuard.CheckPosition(step);
        return Grown(_threshold, step / _growthSteps);
    }

    /// <summary>Weighs the examples of a batch.</summary>
    /// <param name="step">Steps taken so far; 0 at the start.</param>
    /// <param name="difficulties">Loss or difficulty of each example; finite, 0 or more.</param>
    /// <param name="weights">Overwritten with the weights, in [0, 1]; as long as the difficulties, and it may be the same memory.</param>
    /// <returns>The threshold used, and how many examples have a weight.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or a difficulty is negative; nothing is written.</exception>
    /// <exception cref="NonFiniteValueException">A difficulty is NaN or infinite; nothing is written.</exception>
    public SelfPacedResult Weigh(long step, ReadOnlySpan<float> difficulties, Span<float> weights)
    {
        double threshold = Raised(ThresholdAt(step), LeastOf(difficulties, weights.Length));
        int selected = 0;
        for (int i = 0; i < difficulties.Length; i++)
        {
            float weight = difficulties[i] >= threshold ? 0f : _form == SelfPacedForm.Hard ? 1f : (float)(1 - (difficulties[i] / threshold));
            weights[i] = weight;
            selected += weight > 0 ? 1 : 0;
        }

        return new SelfPacedResult(threshold, selected);
    }

    private static float LeastOf(ReadOnlySpan<float> difficulties, int weights)
    {
        if (weights != difficulties.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected {difficulties.Length} weights, one for each example, but got room for {weights}."), nameof(weights));
        }

        DifficultyGuard.CheckFinite(difficulties, nameof(difficulties));
        float least = float.PositiveInfinity;
        for (int i = 0; i < difficulties.Length; i++)
        {
            if (difficulties[i] < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected difficulties of 0 or more, but got {difficulties[i]} of example {i}."), nameof(difficulties));
            }

            least = Math.Min(least, difficulties[i]);
        }

        return difficulties.IsEmpty ? 0 : least;
    }

    private double Raised(double threshold, float least)
    {
        if (threshold > least)
        {
            return threshold;
        }

        // The whole number of growths, and one more where rounding leaves it on the example.
        double growths = Math.Floor(Math.Log(least / threshold) / Math.Log(_growth));
        while (Grown(threshold, growths) <= least)
        {
            growths++;
        }

        return Grown(threshold, growths);
    }

    private double Grown(double threshold, double growths) => Math.Min(double.MaxValue, threshold * Math.Pow(_growth, growths));
}
