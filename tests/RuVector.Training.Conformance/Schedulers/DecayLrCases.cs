using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's PolynomialLR, ExponentialLR, StepLR and MultiStepLR.</summary>
internal sealed class DecayLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["polynomial_lr", "exponential_lr", "step_lr", "multistep_lr"];

    public void Run(GoldenCase golden, Comparison comparison) => ScheduleCases.CompareRates(golden, comparison, golden.Function switch
    {
        "polynomial_lr" => new PolynomialScheduler(1, 0, ScheduleCases.Length(golden, "total_iters"), golden.Parameters.OptionalNumber("power") ?? 1),
        "exponential_lr" => new ExponentialScheduler(1, golden.Parameters.Number("gamma")),
        "step_lr" => new StepScheduler(1, Gamma(golden), ScheduleCases.Length(golden, "step_size")),
        _ => new MultiStepScheduler(1, Gamma(golden), golden.Parameters.Numbers("milestones").Select(static milestone => (long)milestone)),
    });

    private static double Gamma(GoldenCase golden) => golden.Parameters.OptionalNumber("gamma") ?? 0.1;
}
