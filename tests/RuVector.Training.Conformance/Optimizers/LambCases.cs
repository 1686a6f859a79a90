using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>LAMB; what a case does not give has the default of the paper's code.</summary>
internal sealed class LambCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["lamb"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        (float beta1, float beta2) = AdamCases.Betas(golden.Parameters);
        OptimizerCases.Compare(golden, comparison, rate => new LambOptimizer(new LambOptions
        {
            LearningRate = rate,
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = golden.Parameters.Setting("eps", 1e-6f),
            WeightDecay = golden.Parameters.Setting("weight_decay", 0.01f),
        }));
    }
}
