using AdapterTraining.Display;
using RuVector.Training;
using RuVector.Training.Checkpoints;
using RuVector.Training.Curriculum;
using RuVector.Training.Reports;
using RuVector.Training.Trainer;

namespace AdapterTraining.Tasks;

/// <summary>What both tasks do with a result: show it, and write it when it is better than the start.</summary>
internal sealed class Outcome(JobOptions job, TaskConsole console)
{
    public string PathOf(string file) => Path.Combine(job.Out.FullName, file);

    /// <summary>Creates the folders, so that one that cannot be written ends the run before the work, and the log of the steps.</summary>
    public RunLog OpenLog()
    {
        job.Out.Create();
        job.Export?.Create();
        return new RunLog(PathOf("metrics.jsonl"));
    }

    /// <summary>Opens the folder that the run is saved in; nothing where none is asked for.</summary>
    public CheckpointStore? OpenCheckpoints(TrainerOptions options) => job.Checkpoints is null
        ? null
        : new CheckpointStore(job.Checkpoints.FullName, new CheckpointStoreOptions { HigherIsBetter = options.MetricGoal == MetricGoal.Maximize });

    /// <summary>Shows the figures and writes the reports and the model; without a gain nothing of an earlier run is overwritten.</summary>
    /// <param name="report">The report; settings, seed and version are added here.</param>
    /// <param name="run">The run.</param>
    /// <param name="summary">Its counts.</param>
    /// <param name="writeModel">Writes the model and names the files.</param>
    /// <returns>The exit code.</returns>
    public int Finish(TrainingReport report, TrainingRun run, TrainingSummary summary, Func<IEnumerable<string>> writeModel)
    {
        TrainingReport complete = report with
        {
            Seed = run.Context.Seed!.Value,
            Seconds = summary.Elapsed.TotalSeconds,
            Version = typeof(TrainingRun).Assembly.GetName().Version?.ToString(3),
            Settings = RunSettings.Of(run),
            Skipped = RunSkips.Of(summary),
        };
        console.Show(complete.Metrics);
        if (complete.Gain is { } gain)
        {
            console.Show(gain);
        }

        if (!complete.IsBetter)
        {
            console.Say("Not better than the start on the validation split: no model and no report were written.");
            return Job.NotBetter;
        }

        List<string> files = [.. writeModel()];
        ReportWriter.WriteHtml(PathOf("report.html"), complete);
        ReportWriter.WriteJson(PathOf("report.json"), complete);
        console.ShowFiles([.. files, PathOf("report.html"), PathOf("report.json"), PathOf("metrics.jsonl")]);
        return Job.Better;
    }
}
