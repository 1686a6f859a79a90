namespace RuVector.Training.Curriculum;

/// <summary>Down (or up) a staircase whose stairs begin at given steps.</summary>
/// <remarks>
/// <para><c>f(t) = end + (start - end) r^n(t)</c>, r the factor and n(t) the number of milestones at or before step t.</para>
/// <para>Immutable and safe for concurrent use. Values lie between start and end and never turn back.</para>
/// </remarks>
public sealed class MultiStepScheduler : IScheduler
{
    private readonly float _start;
    private readonly float _end;
    private readonly double _factor;
    private readonly long[] _milestones;

    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Value before the first milestone; finite.</param>
    /// <param name="factor">What a milestone leaves of the distance to the end; in (0, 1].</param>
    /// <param name="milestones">Steps at which the factor applies, in ascending order, the first 1 or more; copied.</param>
    /// <param name="end">What the stairs go towards; finite.</param>
    /// <exception cref="ArgumentException">The milestones do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the factor is not in (0, 1].</exception>
    public MultiStepScheduler(float start, double factor, IEnumerable<long> milestones, float end = 0f)
    {
        _start = ScheduleGuard.CheckFinite(start, nameof(start));
        _factor = ScheduleGuard.CheckDecay(factor, nameof(factor));
        _milestones = ScheduleGuard.CheckMilestones(milestones, nameof(milestones));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        return Interpolation.Remaining(_start, _end, Math.Pow(_factor, Milestones.Passed(_milestones, position)));
    }
}
