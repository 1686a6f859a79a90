using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>Hugging Face's schedules: a warm-up from zero, then one of ours.</summary>
internal sealed class HuggingFaceWarmupCases : ICaseRunner
{
    public IReadOnlyList<string> Functions =>
        ["warmup_constant", "warmup_linear", "warmup_cosine", "warmup_cosine_min_lr", "warmup_cosine_hard_restarts", "warmup_inverse_sqrt", "warmup_polynomial"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (golden.Function is "warmup_cosine" or "warmup_cosine_min_lr" && golden.Parameters.OptionalNumber("num_cycles") is double cycles && cycles != 0.5)
        {
            throw new UnsupportedCaseException(FormattableString.Invariant($"num_cycles is {cycles}, but our cosine is half a wave (0.5)"));
        }

        ScheduleCases.CompareRates(golden, comparison, new WarmupScheduler(Afterwards(golden), golden.Parameters.WholeNumber("num_warmup_steps"), WarmupStart.Zero));
    }

    private static IScheduler Afterwards(GoldenCase golden) => golden.Function switch
    {
        "warmup_constant" => new ConstantScheduler(1),
        "warmup_inverse_sqrt" => new InverseSqrtScheduler(1, Timescale(golden)),
        "warmup_linear" => new LinearScheduler(1, 0, StepsAfterwards(golden)),
        "warmup_polynomial" => new PolynomialScheduler(1, ScheduleCases.LowestFactor(golden, "lr_end"), StepsAfterwards(golden), golden.Parameters.OptionalNumber("power") ?? 1),
        "warmup_cosine_hard_restarts" => CosineRestartsScheduler.Within(1, 0, StepsAfterwards(golden), golden.Parameters.WholeNumber("num_cycles")),
        _ => new CosineScheduler(1, LowestFactor(golden), StepsAfterwards(golden)),
    };

    private static int StepsAfterwards(GoldenCase golden)
    {
        int steps = golden.Parameters.WholeNumber("num_training_steps") - golden.Parameters.WholeNumber("num_warmup_steps");
        return steps > 0 ? steps : throw new UnsupportedCaseException("the warm-up is as long as the training, but our schedules have 1 or more steps after it");
    }

    private static int Timescale(GoldenCase golden) =>
        golden.Parameters.Has("timescale") ? golden.Parameters.WholeNumber("timescale")
        : golden.Parameters.WholeNumber("num_warmup_steps") is int warmup and > 0 ? warmup
        : 10_000;

    private static float LowestFactor(GoldenCase golden) => golden.Parameters.Has("min_lr_rate")
        ? (float)golden.Parameters.Number("min_lr_rate")
        : ScheduleCases.LowestFactor(golden, "min_lr");
}
