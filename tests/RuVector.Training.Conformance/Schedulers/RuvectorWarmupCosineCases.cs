using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>ruvector's warm-up from one step up, then a cosine that stays at its end.</summary>
internal sealed class RuvectorWarmupCosineCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["ruvector_warmup_cosine"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        CosineScheduler cosine = new(1, ScheduleCases.LowestFactor(golden, "min_lr"), ScheduleCases.Length(golden, "decay_steps"));
        ScheduleCases.CompareRates(golden, comparison, new WarmupScheduler(cosine, golden.Parameters.WholeNumber("warmup_steps")));
    }
}
