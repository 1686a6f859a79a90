using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>Temperature annealing in its four shapes.</summary>
internal sealed class TemperatureAnnealingCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["temperature_annealing"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        TemperatureAnnealing annealing = Create(golden.Parameters);
        ScheduleCases.Compare(golden, comparison, "temperature", step => annealing.ValueAt(step));
    }

    private static TemperatureAnnealing Create(GoldenObject parameters)
    {
        (float start, float end, int steps) = ((float)parameters.Number("start"), (float)parameters.Number("end"), parameters.WholeNumber("total_steps"));
        return parameters.Text("decay") switch
        {
            "linear" => TemperatureAnnealing.Linear(start, end, steps),
            "exponential" => TemperatureAnnealing.Exponential(start, end, steps),
            "cosine" => TemperatureAnnealing.Cosine(start, end, steps),
            "step" => TemperatureAnnealing.Step(start, end, steps, parameters.WholeNumber("step_size")),
            string other => throw new UnsupportedCaseException($"decay '{other}' is not linear, exponential, cosine or step"),
        };
    }
}
