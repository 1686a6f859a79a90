using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's OneCycleLR, in two phases or three; the rates are factors of the highest one.</summary>
internal sealed class OneCycleLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["one_cycle_lr"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenObject parameters = golden.Parameters;
        int steps = parameters.WholeNumber("total_steps");
        double rise = (parameters.OptionalNumber("pct_start") ?? 0.3) * steps;
        if (Math.Abs(rise - Math.Round(rise)) > 1e-9)
        {
            throw new UnsupportedCaseException(FormattableString.Invariant($"pct_start times total_steps is {rise}, but our peak is at a whole step"));
        }

        double start = 1 / (parameters.OptionalNumber("div_factor") ?? 25);
        OneCycleScheduler schedule = new(
            (float)start,
            1,
            (float)(start / (parameters.OptionalNumber("final_div_factor") ?? 1e4)),
            steps,
            (long)Math.Round(rise) - 1,
            parameters.Text("anneal_strategy", "cosine") == "linear" ? ScheduleShape.Linear : ScheduleShape.Cosine,
            parameters.Flag("three_phase", false));
        double highest = parameters.Number("max_lr");
        ScheduleCases.Compare(golden, comparison, "lr", step => highest * schedule.ValueAt(step));
    }
}
