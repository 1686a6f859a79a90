using System.Globalization;
using RuVector.Training.Trainer;

namespace AdapterTraining.Display;

/// <summary>One line about a step, and the time that is left.</summary>
internal static class ProgressText
{
    public static string Of(TrainingProgress progress, string metric, double? validation)
    {
        string temperature = progress.Temperature is { } t ? string.Create(CultureInfo.InvariantCulture, $"  temperature {t:0.000}") : "";
        string measured = validation is { } v ? string.Create(CultureInfo.InvariantCulture, $"  {metric} {v:0.0000}") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"loss {progress.Loss:0.000}{temperature}  k {progress.NegativesPerAnchor}  rate {progress.LearningRate:0.00000}{measured}");
    }

    public static string TimeLeft(TrainingProgress progress)
    {
        double seconds = progress.Elapsed.TotalSeconds / progress.Step * (progress.TotalSteps - progress.Step);
        return TimeSpan.FromSeconds(Math.Ceiling(seconds)).ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
