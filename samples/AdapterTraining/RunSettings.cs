using Microsoft.Extensions.Configuration;
using RuVector.Training;
using RuVector.Training.Reports;

namespace AdapterTraining;

/// <summary>The settings that a run used, for its report.</summary>
internal static class RunSettings
{
    private const string Root = "RuVectorTraining";
    private const string Profiles = "Profiles:";

    /// <summary>Lists the settings of the selected components and of the trainer: those of the profile over the others.</summary>
    public static IReadOnlyList<ReportSetting> Of(IConfiguration configuration, TrainingRun run)
    {
        SortedDictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        string ofProfile = $"{Profiles}{run.Profile}:";
        foreach ((string key, string? value) in configuration.GetSection(Root).AsEnumerable(makePathsRelative: true).OrderBy(pair => pair.Key.StartsWith(ofProfile, StringComparison.OrdinalIgnoreCase)))
        {
            string path = key.StartsWith(ofProfile, StringComparison.OrdinalIgnoreCase) ? key[ofProfile.Length..] : key;
            if (value is not null && !path.StartsWith(Profiles, StringComparison.OrdinalIgnoreCase) && IsUsed(path.Split(':'), run))
            {
                values[path] = value;
            }
        }

        values["Trainer:Steps"] = FormattableString.Invariant($"{run.Context.TotalSteps}");
        return [.. values.Select(static pair => new ReportSetting(pair.Key, pair.Value))];
    }

    /// <summary>Settings below a component that is not selected have no part in the run.</summary>
    private static bool IsUsed(string[] path, TrainingRun run) =>
        path.Length < 3 || (run.Selected.TryGetValue(path[0], out string? selected) && selected.Equals(path[1], StringComparison.OrdinalIgnoreCase));
}
