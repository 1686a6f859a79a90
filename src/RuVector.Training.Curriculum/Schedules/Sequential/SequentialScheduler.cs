namespace RuVector.Training.Curriculum;

/// <summary>Other schedules, one after the other, joined at given steps.</summary>
/// <remarks>
/// <para><c>f(t) = g_i(t - m_i)</c>, i the number of milestones at or before step t, g_i the schedule of that number, and m_i its milestone, with m_0 = 0: each schedule sees steps from 0 on.</para>
/// <para>Immutable and safe for concurrent use if the other schedules are.</para>
/// </remarks>
public sealed class SequentialScheduler : IScheduler
{
    private readonly IScheduler[] _parts;
    private readonly long[] _milestones;

    /// <summary>Creates the schedule.</summary>
    /// <param name="parts">The schedules in their order, at least one; copied.</param>
    /// <param name="milestones">Steps at which the second and the following schedules begin, in ascending order, the first 1 or more; copied.</param>
    /// <exception cref="ArgumentException">There is no schedule, one is <see langword="null"/>, there is not one milestone less than schedules, or the milestones do not ascend.</exception>
    public SequentialScheduler(IEnumerable<IScheduler> parts, IEnumerable<long> milestones)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = [.. parts];
        _milestones = ScheduleGuard.CheckMilestones(milestones, nameof(milestones));
        if (_parts.Length == 0)
        {
            throw new ArgumentException("Expected at least one schedule, but got none.", nameof(parts));
        }

        int missing = Array.IndexOf(_parts, null);
        if (missing >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected a schedule at index {missing}, but got null."), nameof(parts));
        }

        if (_milestones.Length != _parts.Length - 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected {_parts.Length - 1} milestones between {_parts.Length} schedules, but got {_milestones.Length}."), nameof(milestones));
        }
    }

    /// <inheritdoc/>
    public float ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        int part = Milestones.Passed(_milestones, position);
        return _parts[part].ValueAt(part == 0 ? position : position - _milestones[part - 1]);
    }
}
