using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Jobs;

/// <summary>Lets through the overrides that the operator offers.</summary>
internal static class OverrideCheck
{
    private const int MaxCount = 32;
    private const int MaxLength = 128;

    /// <exception cref="ProblemException">There are too many, or some are not allowed; all of these are listed.</exception>
    public static IReadOnlyDictionary<string, string> Require(IReadOnlyDictionary<string, string>? overrides, IReadOnlyList<AllowedOverride> allowed)
    {
        if (overrides is null)
        {
            return new Dictionary<string, string>();
        }

        if (overrides.Count > MaxCount)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"overrides: Expected at most {MaxCount}, but got {overrides.Count}.");
        }

        string[] problems = [.. overrides.Select(pair => ProblemOf(pair.Key, pair.Value, allowed)).OfType<string>(), .. Repeated(overrides)];
        return problems.Length == 0 ? overrides : throw new ProblemException(StatusCodes.Status400BadRequest, problems);
    }

    private static string? ProblemOf(string path, string? value, IReadOnlyList<AllowedOverride> allowed)
    {
        if (path.Length > MaxLength || value is null || value.Length > MaxLength)
        {
            return $"overrides: Expected texts of at most {MaxLength} characters.";
        }

        return allowed.FirstOrDefault(known => known.Covers(path)) is { } found
            ? found.ProblemOf(path, value)
            : $"overrides: Expected one of {string.Join(", ", allowed.Select(static known => known.Key))}, but got another setting.";
    }

    private static IEnumerable<string> Repeated(IReadOnlyDictionary<string, string> overrides) =>
        overrides.Keys.GroupBy(static path => path, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1).Select(static _ => "overrides: Expected each setting once; upper and lower case are the same.");
}
