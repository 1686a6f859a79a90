using RuVector.Training.Curriculum;

namespace RuVector.Training.Conformance;

/// <summary>torch's ReduceLROnPlateau: the base rate, then the rate after each metric.</summary>
internal sealed class ReduceOnPlateauCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["reduce_on_plateau"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenObject parameters = golden.Parameters;
        double rate = parameters.Number("base_lr");
        ReduceOnPlateauScheduler scheduler = new(new ReduceOnPlateauSchedulerOptions
        {
            Goal = parameters.Text("mode", "min") == "max" ? MetricGoal.Maximize : MetricGoal.Minimize,
            Reduction = parameters.OptionalNumber("factor") ?? 0.1,
            Patience = (int)(parameters.OptionalNumber("patience") ?? 10),
            Threshold = parameters.OptionalNumber("threshold") ?? 1e-4,
            ThresholdKind = parameters.Text("threshold_mode", "rel") == "abs" ? ThresholdKind.Absolute : ThresholdKind.Relative,
            Cooldown = (int)(parameters.OptionalNumber("cooldown") ?? 0),
            MinimumFactor = ScheduleCases.LowestFactor(golden, "min_lr"),
            MinimumChange = (parameters.OptionalNumber("eps") ?? 1e-8) / rate,
        });
        List<double?> rates = [rate];
        foreach (double metric in golden.Inputs.Tensor("metrics").Values)
        {
            scheduler.Observe(metric);
            rates.Add(rate * scheduler.Factor);
        }

        comparison.Values("lr", [.. rates], golden.Expected.Tolerance("tolerance.lr"));
    }
}
