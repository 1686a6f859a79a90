namespace RuVector.Training.Curriculum;

/// <summary>A plateau, then a decay.</summary>
internal sealed class StableDecay : IScheduler
{
    private readonly float _plateau;
    private readonly float _end;
    private readonly long _stableSteps;
    private readonly long _decaySteps;
    private readonly ScheduleShape _shape;

    public StableDecay(float plateau, float end, long stableSteps, long decaySteps, ScheduleShape shape)
    {
        _plateau = ScheduleGuard.CheckFinite(plateau, nameof(plateau));
        _end = ScheduleGuard.CheckFinite(end, nameof(end));
        if (stableSteps < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(stableSteps), stableSteps, FormattableString.Invariant($"Expected 0 or more stable steps, but got {stableSteps}."));
        }

        _stableSteps = stableSteps;
        _decaySteps = ScheduleGuard.CheckLength(decaySteps, "steps of decay", nameof(decaySteps));
        ScheduleGuard.CheckDefined(shape, nameof(shape));
        _shape = shape;
    }

    public float ValueAt(long position) => Interpolation.Shaped(_shape, _plateau, _end, Interpolation.Fraction(Math.Max(0, position - _stableSteps), _decaySteps));
}
