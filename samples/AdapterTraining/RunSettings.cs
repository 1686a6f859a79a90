using RuVector.Training;
using RuVector.Training.Reports;

namespace AdapterTraining;

/// <summary>The settings that a run used, for its report.</summary>
internal static class RunSettings
{
    /// <summary>Lists the settings of the selected components and of the trainer: those of the profile over the others.</summary>
    public static IReadOnlyList<ReportSetting> Of(TrainingRun run)
    {
        SortedDictionary<string, string> values = new(run.Configuration.ToDictionary(), StringComparer.OrdinalIgnoreCase)
        {
            ["Trainer:Steps"] = FormattableString.Invariant($"{run.Context.TotalSteps}"),
        };
        return [.. values.Select(static pair => new ReportSetting(pair.Key, pair.Value))];
    }
}
