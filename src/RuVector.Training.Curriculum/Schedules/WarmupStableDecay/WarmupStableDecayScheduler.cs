namespace RuVector.Training.Curriculum;

/// <summary>A rise, a plateau, and a decay at the end of the run.</summary>
/// <remarks>
/// <para>With w, s and d the steps of warm-up, plateau and decay: <c>plateau (t + 1) / w</c> for t &lt; w; <c>plateau</c> up to step w + s; then in the shape of the decay from plateau to end, which is reached at step
/// w + s + d and kept.</para>
/// <para>The length of the plateau may change without moving what came before, so a run can be prolonged. Immutable and safe for concurrent use. Values lie between the least and the greatest of plateau, end and the first
/// value of the rise.</para>
/// <para>Source: Hu et al., "MiniCPM: Unveiling the Potential of Small Language Models with Scalable Training Strategies", 2024, section 4; the square root: Hägele et al., "Scaling Laws and Compute-Optimal Training Beyond
/// Fixed Training Durations", 2024.</para>
/// </remarks>
public sealed class WarmupStableDecayScheduler : IScheduler
{
    private readonly WarmupScheduler _inner;

    /// <summary>Creates the schedule.</summary>
    /// <param name="plateau">Value between warm-up and decay; finite.</param>
    /// <param name="end">Value after the decay; finite.</param>
    /// <param name="warmupSteps">Number of steps of the rise; 0 for none.</param>
    /// <param name="stableSteps">Number of steps on the plateau; 0 for none.</param>
    /// <param name="decaySteps">Number of steps from plateau to end; 1 or more.</param>
    /// <param name="shape">The way from plateau to end.</param>
    /// <param name="start">Where the rise begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, a number of steps is not in its range, or <paramref name="shape"/> or <paramref name="start"/> is not known.</exception>
    public WarmupStableDecayScheduler(
        float plateau, float end, long warmupSteps, long stableSteps, long decaySteps, ScheduleShape shape = ScheduleShape.Linear, WarmupStart start = WarmupStart.OneStep) =>
        _inner = new WarmupScheduler(new StableDecay(plateau, end, stableSteps, decaySteps, shape), warmupSteps, start);

    /// <inheritdoc/>
    public float ValueAt(long position) => _inner.ValueAt(position);

    /// <summary>Creates what the settings describe, without the warm-up.</summary>
    internal static WarmupStableDecayScheduler Create(WarmupStableDecaySchedulerOptions options, long steps)
    {
        long decay = options.DecaySteps ?? Math.Max(1, steps / 10);
        return decay <= steps
            ? new WarmupStableDecayScheduler(1f, options.MinimumFactor, 0, steps - decay, decay, options.DecayShape)
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"Expected the {nameof(options.DecaySteps)} of the schedule 'WarmupStableDecay' to be at most its {steps} steps after the warm-up, but got {decay}."));
    }
}
