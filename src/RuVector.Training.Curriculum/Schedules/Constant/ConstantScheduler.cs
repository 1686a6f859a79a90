namespace RuVector.Training.Curriculum;

/// <summary>The same value at every step.</summary>
/// <remarks>
/// <para><c>f(t) = value</c>.</para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class ConstantScheduler : IScheduler
{
    private readonly float _value;

    /// <summary>Creates the schedule.</summary>
    /// <param name="value">The value; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public ConstantScheduler(float value) => _value = ScheduleGuard.CheckFinite(value, nameof(value));

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return _value;
    }
}
