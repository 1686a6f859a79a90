using System.Globalization;

namespace RuVector.Training.Conformance;

/// <summary>A number that is too far from what was expected.</summary>
/// <param name="Path">Which result.</param>
/// <param name="Index">Index of the element in the result; none for a number.</param>
/// <param name="Expected">What was expected; <see langword="null"/> for no value.</param>
/// <param name="Got">What came out; <see langword="null"/> for no value.</param>
/// <param name="Allowed">The largest difference that is accepted.</param>
public sealed record Mismatch(string Path, IReadOnlyList<int> Index, double? Expected, double? Got, double Allowed)
{
    /// <summary>Gets by how many times the difference exceeds what is allowed.</summary>
    public double Excess => Math.Abs(Got.GetValueOrDefault() - Expected.GetValueOrDefault()) / Allowed is double excess && Got.HasValue && Expected.HasValue && double.IsFinite(excess)
        ? excess
        : double.PositiveInfinity;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Path}{(Index.Count == 0 ? string.Empty : $"[{string.Join(", ", Index)}]")}: expected {Show(Expected)}, got {Show(Got)}, allowed {Allowed.ToString("G3", CultureInfo.InvariantCulture)}";

    private static string Show(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "no value";
}
