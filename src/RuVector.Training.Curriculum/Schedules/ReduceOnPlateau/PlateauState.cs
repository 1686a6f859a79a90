namespace RuVector.Training.Curriculum;

/// <summary>What is remembered from metric to metric.</summary>
internal sealed record PlateauState(double Factor, double? Best, int Bad, int Cooldown)
{
    public const string Kind = "ReduceOnPlateau";

    private const string FactorName = "factor";
    private const string BestName = "best";
    private const string BadName = "bad";
    private const string CooldownName = "cooldown";

    public Dictionary<string, double> ToScalars()
    {
        Dictionary<string, double> scalars = new() { [FactorName] = Factor, [BadName] = Bad, [CooldownName] = Cooldown };
        if (Best is { } best)
        {
            scalars[BestName] = best;
        }

        return scalars;
    }

    public static PlateauState From(MetricSchedulerState state, string paramName)
    {
        if (state.Kind != Kind)
        {
            throw new ArgumentException($"Expected the state of a {Kind}, but got that of a {state.Kind}.", paramName);
        }

        if (state.Observations < 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected 0 or more observations, but got {state.Observations}."), paramName);
        }

        bool hasBest = state.Scalars.ContainsKey(BestName);
        return new PlateauState(
            Read(FactorName, "from 0 to 1", static value => value is >= 0 and <= 1),
            hasBest ? Read(BestName, "that is finite", double.IsFinite) : null,
            (int)Read(BadName, "of 0 or more metrics", IsCount),
            (int)Read(CooldownName, "of 0 or more metrics", IsCount));

        double Read(string name, string range, Func<double, bool> isLegal) =>
            !state.Scalars.TryGetValue(name, out double value) ? throw new ArgumentException($"Expected the number '{name}' in the state, but there is none.", paramName)
            : isLegal(value) ? value
            : throw new ArgumentException(FormattableString.Invariant($"Expected a number '{name}' {range} in the state, but got {value}."), paramName);
    }

    private static bool IsCount(double value) => value is >= 0 and <= int.MaxValue && value == Math.Floor(value);
}
