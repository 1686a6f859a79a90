using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>Hugging Face's schedules: a warm-up from zero, then constant, linear or half a cosine.</summary>
internal sealed class HuggingFaceWarmupCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["warmup_constant", "warmup_linear", "warmup_cosine", "warmup_cosine_min_lr"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        if (golden.Parameters.OptionalNumber("num_cycles") is double cycles && cycles != 0.5)
        {
            throw new UnsupportedCaseException(FormattableString.Invariant($"num_cycles is {cycles}, but our cosine is half a wave (0.5)"));
        }

        int warmup = golden.Parameters.WholeNumber("num_warmup_steps");
        if (golden.Function != "warmup_constant" && warmup >= golden.Parameters.WholeNumber("num_training_steps"))
        {
            throw new UnsupportedCaseException("the warm-up is as long as the training, but our schedules have 1 or more steps after it");
        }

        IScheduler afterwards = golden.Function switch
        {
            "warmup_constant" => new ConstantScheduler(1),
            "warmup_linear" => new LinearScheduler(1, 0, golden.Parameters.WholeNumber("num_training_steps") - warmup),
            _ => new CosineScheduler(1, LowestFactor(golden), golden.Parameters.WholeNumber("num_training_steps") - warmup),
        };
        ScheduleCases.CompareRates(golden, comparison, new WarmupScheduler(afterwards, warmup, WarmupStart.Zero));
    }

    private static float LowestFactor(GoldenCase golden) => golden.Parameters.Has("min_lr_rate")
        ? (float)golden.Parameters.Number("min_lr_rate")
        : ScheduleCases.LowestFactor(golden, "min_lr");
}
