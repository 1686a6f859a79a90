using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's CosineAnnealingLR as far as its end; afterwards torch follows the cosine back up, and <see cref="CosineScheduler"/> stays where it is.</summary>
internal sealed class CosineAnnealingLrCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["cosine_annealing_lr"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        int end = ScheduleCases.Length(golden, "t_max");
        if (golden.Inputs.WholeNumber("steps") > end + 1)
        {
            throw new UnsupportedCaseException($"after step {end} (t_max) torch follows the cosine back up, our schedule stays at its end");
        }

        ScheduleCases.CompareRates(golden, comparison, new CosineScheduler(1, ScheduleCases.LowestFactor(golden, "eta_min"), end));
    }
}
