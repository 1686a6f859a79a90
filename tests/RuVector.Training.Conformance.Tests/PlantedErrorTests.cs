using System.Text.RegularExpressions;

namespace RuVector.Training.Conformance.Tests;

/// <summary>An error just over the tolerance of the case is caught in every kind of result; one just under it is not.</summary>
public sealed partial class PlantedErrorTests
{
    private const double JustOver = 1.001;
    private const double JustUnder = 0.999;

    [TestCaseSource(typeof(GoldenFiles), nameof(GoldenFiles.Names))]
    public void Run_OneNumberJustOverItsTolerance_IsCaught(string name)
    {
        GoldenCase golden = GoldenFiles.Read(name);
        foreach ((string path, int element) in OneOfEachKind(golden))
        {
            double got = Got(name, path, element);

            CaseOutcome over = Plant(name, path, element, Wrong(golden, path, element, got, JustOver));

            over.Status.ShouldBe(CaseStatus.Failed, $"{path} {element}");
            over.Worst.ShouldNotBeNull().Path.ShouldBe(path);
            over.Worst.Got.ShouldBe(got);
        }
    }

    [TestCaseSource(typeof(GoldenFiles), nameof(GoldenFiles.Names))]
    public void Run_OneNumberJustUnderItsTolerance_Passes(string name)
    {
        GoldenCase golden = GoldenFiles.Read(name);
        foreach ((string path, int element) in OneOfEachKind(golden).Where(kind => ToleranceOf(golden, kind.Path) is not null))
        {
            double got = Got(name, path, element);

            CaseOutcome under = Plant(name, path, element, Nearest(golden, path, element, got, JustUnder));

            under.Status.ShouldBe(CaseStatus.Passed, $"{path} {element}: {under.Reason}");
        }
    }

    /// <summary>The last number of the last result of each kind: mean.value, none.value, params_after_step[].params[], ...</summary>
    private static IEnumerable<(string Path, int Element)> OneOfEachKind(GoldenCase golden) => golden.Expected.Paths
        .Where(path => golden.Expected[path].Values.Count > 0 && !KeyPattern().IsMatch(path))
        .GroupBy(static path => IndexPattern().Replace(path, "[]"))
        .Select(static kind => kind.Last())
        .Select(path => (path, golden.Expected[path].Values.Count - 1));

    private static CaseOutcome Plant(string name, string path, int element, double value) => GoldenFiles.Run(GoldenFiles.Json(name).WithExpected(path, element, value));

    /// <summary>What the library computes, as the report on a gross error says.</summary>
    private static double Got(string name, string path, int element)
    {
        double expected = GoldenFiles.Read(name).Expected[path].Values[element]!.Value;
        CaseOutcome far = Plant(name, path, element, expected + (1e6 * (1 + Math.Abs(expected))));
        far.Worst.ShouldNotBeNull().Path.ShouldBe(path);
        return far.Worst.Got!.Value;
    }

    private static double Wrong(GoldenCase golden, string path, int element, double got, double factor) =>
        ToleranceOf(golden, path) is null ? got + 1
        : Nearest(golden, path, element, got, factor) is double wrong && wrong != got ? wrong
        : 1e-30;

    /// <summary>The expected value from which the result differs by the allowed difference times a factor.</summary>
    private static double Nearest(GoldenCase golden, string path, int element, double got, double factor)
    {
        GoldenTolerance tolerance = ToleranceOf(golden, path)!;
        int row = element / Math.Max(1, golden.Expected[path].Columns);
        return Math.CopySign((Math.Abs(got) + (factor * tolerance.Allowed(0, row))) / (1 - (factor * tolerance.Relative)), got);
    }

    private static GoldenTolerance? ToleranceOf(GoldenCase golden, string path)
    {
        string last = IndexPattern().Replace(path.Split('.')[^1], string.Empty);
        return golden.Category switch
        {
            "losses" when path.StartsWith("components.", StringComparison.Ordinal) => golden.Expected.Tolerance("default.tolerance.value"),
            "losses" => golden.Expected.Tolerance(path.Insert(path.IndexOf('.', StringComparison.Ordinal), ".tolerance")),
            "retrieval" => golden.Expected.Tolerance("tolerance"),
            _ when last is "indices" or "positive_index" or "negative_index" or "semi_hard_rows" or "valid_triplets" or "active_triplets" or "fraction_active" => null,
            _ when last is "positive_distances" => golden.Expected.Tolerance("tolerance.distances"),
            _ => golden.Expected.Tolerance($"tolerance.{last}"),
        };
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex IndexPattern();

    [GeneratedRegex(@"\.(step|k)$")]
    private static partial Regex KeyPattern();
}
