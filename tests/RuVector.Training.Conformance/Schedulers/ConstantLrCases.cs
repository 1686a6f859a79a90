using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's ConstantLR, a factor for some steps and then 1: a staircase with one stair.</summary>
internal sealed class ConstantLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["constant_lr"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        float factor = golden.Parameters.Setting("factor", 1f / 3);
        if (factor is < 1e-4f or > 1e4f)
        {
            throw new UnsupportedCaseException(FormattableString.Invariant($"factor is {factor}, but our staircase is one of temperatures in [0.0001, 10000]"));
        }

        int steps = ScheduleCases.Length(golden, "total_iters");
        ScheduleCases.CompareRates(golden, comparison, TemperatureAnnealing.Step(factor, 1, steps, stepSize: steps));
    }
}
