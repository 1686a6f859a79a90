using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>torch's Adamax, with L2; what a case does not give has torch's default.</summary>
internal sealed class AdamaxCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["adamax"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        (float beta1, float beta2) = AdamCases.Betas(golden.Parameters);
        OptimizerCases.Compare(golden, comparison, rate => new AdamaxOptimizer(new AdamaxOptions
        {
            LearningRate = rate,
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = golden.Parameters.Setting("eps", 1e-8f),
            WeightDecay = golden.Parameters.Setting("weight_decay", 0),
        }));
    }
}
