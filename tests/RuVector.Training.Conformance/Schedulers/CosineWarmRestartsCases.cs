using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's CosineAnnealingWarmRestarts.</summary>
internal sealed class CosineWarmRestartsCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["cosine_annealing_warm_restarts"];

    public void Run(GoldenCase golden, Comparison comparison) => ScheduleCases.CompareRates(
        golden,
        comparison,
        new CosineRestartsScheduler(1, ScheduleCases.LowestFactor(golden, "eta_min"), ScheduleCases.Length(golden, "t_0"), (int)(golden.Parameters.OptionalNumber("t_mult") ?? 1)));
}
