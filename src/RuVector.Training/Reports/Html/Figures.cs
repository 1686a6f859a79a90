using System.Globalization;

namespace RuVector.Training.Reports;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    /// <summary>Four significant digits; large numbers with groups of three, tiny ones as a power of ten.</summary>
    public static string Show(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,0.#", CultureInfo.InvariantCulture),
        > 0 and < 1e-4 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>Whole numbers with groups of three.</summary>
    public static string Show(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A difference with its sign.</summary>
    public static string ShowChange(double before, double after) => Sign(before, after) + Show(Math.Abs(after - before));

    /// <summary>A difference in parts of the start, with its sign; empty where there is none.</summary>
    public static string ShowRelative(double before, double after) => before == 0 || before == after
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Sign(before, after)}{Math.Abs((after - before) / before):0.#%}");

    /// <summary>A duration.</summary>
    public static string ShowSeconds(double seconds) => seconds < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {Math.Floor(seconds % 60):0} s");

    private static string Sign(double before, double after) => after > before ? "+" : after < before ? "\u2212" : "\u00B1";
}
