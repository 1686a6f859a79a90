using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>torch's Adam, with L2; what a case does not give has torch's default.</summary>
internal sealed class AdamCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["adam"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        (float beta1, float beta2) = Betas(golden.Parameters);
        OptimizerCases.Compare(golden, comparison, rate => new AdamOptimizer(new AdamOptions
        {
            LearningRate = rate,
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = golden.Parameters.Setting("eps", 1e-8f),
            WeightDecay = golden.Parameters.Setting("weight_decay", 0),
            AmsGrad = golden.Parameters.Flag("amsgrad", false),
        }));
    }

    /// <summary>Reads the two decay rates; a case without them means 0.9 and the second one's default.</summary>
    internal static (float Beta1, float Beta2) Betas(GoldenObject parameters, float beta2 = 0.999f) => !parameters.Has("betas") ? (0.9f, beta2)
        : parameters.Numbers("betas") is [double first, double second] ? ((float)first, (float)second)
        : throw new GoldenFormatException("Expected two numbers in parameters.betas.");
}
