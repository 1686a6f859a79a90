using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>Adafactor; a relative step ignores the learning rates of a case, and its largest one is 0.01.</summary>
internal sealed class AdafactorCases : ICaseRunner
{
    private const float LargestRelativeStep = 0.01f;

    public IReadOnlyList<string> Functions => ["adafactor"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenObject parameters = golden.Parameters;
        bool relativeStep = parameters.Flag("relative_step", true);
        OptimizerCases.Compare(
            golden,
            comparison,
            rate => new AdafactorOptimizer(new AdafactorOptions
            {
                LearningRate = rate,
                RelativeStep = relativeStep,
                WarmupInit = parameters.Flag("warmup_init", false),
                ScaleParameter = parameters.Flag("scale_parameter", true),
                DecayRate = parameters.Setting("decay_rate", -0.8f),
                Beta1 = parameters.Setting("beta1", 0),
                ClipThreshold = parameters.Setting("clip_threshold", 1),
                Epsilon = parameters.Setting("eps", 1e-30f),
                ParameterEpsilon = parameters.Setting("eps_scale", 1e-3f),
                WeightDecay = parameters.Setting("weight_decay", 0),
            }),
            relativeStep ? LargestRelativeStep : null);
    }
}
