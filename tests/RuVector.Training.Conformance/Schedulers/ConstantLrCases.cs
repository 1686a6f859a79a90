using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's ConstantLR, a factor for some steps and then 1: a staircase with one stair.</summary>
internal sealed class ConstantLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["constant_lr"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        int steps = golden.Parameters.WholeNumber("total_iters");
        float factor = (float)golden.Parameters.Number("factor");
        ScheduleCases.CompareRates(golden, comparison, steps == 0 ? new ConstantScheduler(1) : TemperatureAnnealing.Step(factor, 1, steps, stepSize: steps));
    }
}
