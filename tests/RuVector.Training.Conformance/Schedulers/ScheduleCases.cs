namespace RuVector.Training.Conformance;

/// <summary>What all cases of schedules have in common: a value for every step.</summary>
internal static class ScheduleCases
{
    /// <summary>Compares learning rates: the base rate times a schedule of factors, as a run uses it.</summary>
    public static void CompareRates(GoldenCase golden, Comparison comparison, IScheduler factors)
    {
        double rate = golden.Parameters.Number("base_lr");
        Compare(golden, comparison, "lr", step => rate * factors.ValueAt(step));
    }

    /// <summary>Compares a result that has a value for every step.</summary>
    public static void Compare(GoldenCase golden, Comparison comparison, string name, Func<long, double> valueAt) => comparison.Values(
        name,
        [.. Enumerable.Range(0, golden.Inputs.WholeNumber("steps")).Select(step => (double?)valueAt(step))],
        golden.Expected.Tolerance($"tolerance.{name}"));

    /// <summary>Reads a number of steps, of which our schedules have 1 or more.</summary>
    public static int Length(GoldenCase golden, string name) => golden.Parameters.WholeNumber(name) is int steps and >= 1
        ? steps
        : throw new UnsupportedCaseException(FormattableString.Invariant($"{name} is {golden.Parameters.WholeNumber(name)}, but our schedules have 1 or more steps"));

    /// <summary>Reads a lowest rate as a factor of the base rate; 0 where the case does not give it.</summary>
    public static float LowestFactor(GoldenCase golden, string name) => (float)((golden.Parameters.OptionalNumber(name) ?? 0) / golden.Parameters.Number("base_lr"));
}
