namespace RuVector.Training.Curriculum;

/// <summary>What follows from a metric, by the settings.</summary>
internal sealed class PlateauRule
{
    private readonly double _sign;
    private readonly double _reduction;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly bool _isRelative;
    private readonly int _cooldown;
    private readonly double _minimum;
    private readonly double _minimumChange;
    private readonly bool _refusesNonFinite;

    public PlateauRule(ReduceOnPlateauSchedulerOptions options)
    {
        ScheduleGuard.CheckDefined(options.Goal, nameof(options));
        ScheduleGuard.CheckDefined(options.ThresholdKind, nameof(options));
        Check(options.Reduction is > 0 and < 1, "reduction in (0, 1)", options.Reduction);
        Check(options.Patience >= 0, "patience of 0 or more", options.Patience);
        Check(options.Threshold is >= 0 and <= double.MaxValue, "finite threshold of 0 or more", options.Threshold);
        Check(options.Cooldown >= 0, "cooldown of 0 or more", options.Cooldown);
        Check(options.MinimumFactor is >= 0 and <= 1, "minimum factor in [0, 1]", options.MinimumFactor);
        Check(options.MinimumChange is >= 0 and <= 1, "minimum change in [0, 1]", options.MinimumChange);
        (_sign, _isRelative) = (options.Goal == MetricGoal.Minimize ? 1 : -1, options.ThresholdKind == ThresholdKind.Relative);
        (_reduction, _patience, _threshold, _cooldown) = (options.Reduction, options.Patience, options.Threshold, options.Cooldown);
        (_minimum, _minimumChange, _refusesNonFinite) = (options.MinimumFactor, options.MinimumChange, options.RefuseNonFinite);
    }

    public PlateauState After(PlateauState state, double metric)
    {
        if (_refusesNonFinite && !double.IsFinite(metric))
        {
            throw new ArgumentOutOfRangeException(nameof(metric), metric, FormattableString.Invariant($"Expected a finite metric, but got {metric}."));
        }

        PlateauState next = IsGood(metric, state.Best) ? state with { Best = metric, Bad = 0 } : state with { Bad = state.Bad + 1 };
        if (next.Cooldown > 0)
        {
            next = next with { Cooldown = next.Cooldown - 1, Bad = 0 };
        }

        return next.Bad > _patience ? next with { Factor = Reduced(next.Factor), Bad = 0, Cooldown = _cooldown } : next;
    }

    private bool IsGood(double metric, double? best) => double.IsFinite(metric)
        && (best is not { } value || _sign * metric < (_sign * value) - (_isRelative ? Math.Abs(value) * _threshold : _threshold));

    private double Reduced(double factor)
    {
        double reduced = Math.Max(_minimum, factor * _reduction);
        return factor - reduced > _minimumChange ? reduced : factor;
    }

    private static void Check(bool isLegal, string expected, IFormattable got, string paramName = "options")
    {
        if (!isLegal)
        {
            throw new ArgumentOutOfRangeException(paramName, got, FormattableString.Invariant($"Expected a {expected}, but got {got}."));
        }
    }
}
