using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>Temperature annealing in its four shapes.</summary>
internal sealed class TemperatureAnnealingCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["temperature_annealing"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        TemperatureAnnealing annealing = Create(golden);
        ScheduleCases.Compare(golden, comparison, "temperature", step => annealing.ValueAt(step));
    }

    private static TemperatureAnnealing Create(GoldenCase golden)
    {
        GoldenObject parameters = golden.Parameters;
        (float start, float end, int steps) = ((float)parameters.Number("start"), (float)parameters.Number("end"), ScheduleCases.Length(golden, "total_steps"));
        return parameters.Text("decay") switch
        {
            "linear" => TemperatureAnnealing.Linear(start, end, steps),
            "exponential" => TemperatureAnnealing.Exponential(start, end, steps),
            "cosine" => TemperatureAnnealing.Cosine(start, end, steps),
            "step" => TemperatureAnnealing.Step(start, end, steps, StepSize(parameters, steps)),
            string other => throw new UnsupportedCaseException($"decay '{other}' is not linear, exponential, cosine or step"),
        };
    }

    private static int StepSize(GoldenObject parameters, int steps)
    {
        int size = parameters.Has("step_size") ? parameters.WholeNumber("step_size") : Math.Max(1, steps / 10);
        return size >= 1 && size <= steps
            ? size
            : throw new UnsupportedCaseException(FormattableString.Invariant($"step_size is {size}, but our stairs have from 1 step to all {steps}"));
    }
}
