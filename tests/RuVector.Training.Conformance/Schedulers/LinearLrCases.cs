using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's LinearLR, up or down.</summary>
internal sealed class LinearLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["linear_lr"];

    public void Run(GoldenCase golden, Comparison comparison) => ScheduleCases.CompareRates(
        golden,
        comparison,
        new LinearScheduler((float)golden.Parameters.Number("start_factor"), golden.Parameters.Setting("end_factor", 1), ScheduleCases.Length(golden, "total_iters")));
}
