using RuVector.Training.Trainer;

namespace AdapterTraining.Display;

/// <summary>Shows how a run gets on.</summary>
internal interface IRunDisplay
{
    /// <summary>Shows the steps that <paramref name="train"/> reports until it returns.</summary>
    T Show<T>(string validationMetric, long steps, Func<IProgress<TrainingProgress>, T> train);
}
