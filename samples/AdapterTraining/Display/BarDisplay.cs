using RuVector.Training.Trainer;
using Spectre.Console;

namespace AdapterTraining.Display;

/// <summary>A progress bar that is redrawn in place.</summary>
internal sealed class BarDisplay(IAnsiConsole console) : IRunDisplay
{
    public T Show<T>(string validationMetric, long steps, Func<IProgress<TrainingProgress>, T> train) =>
        console.Progress()
            .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new Bar(context.AddTask("starting", maxValue: steps), validationMetric)));

    private sealed class Bar(ProgressTask task, string metric) : IProgress<TrainingProgress>
    {
        private double? _validation;

        public void Report(TrainingProgress value)
        {
            _validation = value.Validation ?? _validation;
            task.Description = Markup.Escape($"{ProgressText.Of(value, metric, _validation)}  left {ProgressText.TimeLeft(value)}");
            task.Value = value.Step;
        }
    }
}
