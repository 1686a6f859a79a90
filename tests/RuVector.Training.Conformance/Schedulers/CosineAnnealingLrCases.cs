using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's CosineAnnealingLR. Past its end torch follows the cosine back up, where <see cref="CosineScheduler"/> stays: the wave is as many half waves, down and up, joined.</summary>
internal sealed class CosineAnnealingLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["cosine_annealing_lr"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        int half = ScheduleCases.Length(golden, "t_max");
        float lowest = ScheduleCases.LowestFactor(golden, "eta_min");
        int halves = Math.Max(1, (golden.Inputs.WholeNumber("steps") - 2 + half) / half);
        ScheduleCases.CompareRates(golden, comparison, new SequentialScheduler(
            Enumerable.Range(0, halves).Select(i => i % 2 == 0 ? new CosineScheduler(1, lowest, half) : new CosineScheduler(lowest, 1, half)),
            Enumerable.Range(1, halves - 1).Select(i => (long)i * half)));
    }
}
