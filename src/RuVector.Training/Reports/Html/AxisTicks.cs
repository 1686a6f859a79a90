namespace RuVector.Training.Reports;

/// <summary>A range that holds all values with some air, and round numbers inside it.</summary>
internal sealed class AxisTicks
{
    private const double Air = 0.08;
    private const int WantedIntervals = 3;

    public AxisTicks(double lowest, double highest)
    {
        double width = highest - lowest;
        double margin = width > 0 ? Air * width : highest == 0 ? 1 : 0.1 * Math.Abs(highest);
        (Low, High) = (lowest - margin, highest + margin);
        double step = RoundStep((High - Low) / WantedIntervals);
        long first = (long)Math.Ceiling(Low / step);
        long last = (long)Math.Floor(High / step);
        Ticks = [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value lies: 0 at the low end, 1 at the high one.</summary>
    public double PositionOf(double value) => (value - Low) / (High - Low);

    // The nearest of 1, 2, 5 and 10 times a power of ten.
    private static double RoundStep(double wanted)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        double digits = wanted / power;
        return (digits > 7 ? 10 : digits > 3.5 ? 5 : digits > 1.5 ? 2 : 1) * power;
    }
}
