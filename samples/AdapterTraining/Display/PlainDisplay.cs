using RuVector.Training.Trainer;

namespace AdapterTraining.Display;

/// <summary>A line every twentieth of the run: for logs and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output) : IRunDisplay
{
    public T Show<T>(string validationMetric, long steps, Func<IProgress<TrainingProgress>, T> train) => train(new Lines(output, validationMetric, Math.Max(1, steps / 20)));

    private sealed class Lines(TextWriter output, string metric, long every) : IProgress<TrainingProgress>
    {
        private double? _validation;

        public void Report(TrainingProgress value)
        {
            _validation = value.Validation ?? _validation;
            if (value.Step % every == 0 || value.Step == value.TotalSteps)
            {
                output.WriteLine($"step {value.Step}/{value.TotalSteps}  {ProgressText.Of(value, metric, _validation)}  left {ProgressText.TimeLeft(value)}");
            }
        }
    }
}
