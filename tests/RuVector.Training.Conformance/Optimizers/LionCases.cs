using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>Lion with decoupled weight decay; what a case does not give has the default of its paper.</summary>
internal sealed class LionCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["lion"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        (float beta1, float beta2) = AdamCases.Betas(golden.Parameters, beta2: 0.99f);
        OptimizerCases.Compare(golden, comparison, rate => new LionOptimizer(new LionOptions
        {
            LearningRate = rate,
            Beta1 = beta1,
            Beta2 = beta2,
            WeightDecay = golden.Parameters.Setting("weight_decay", 0),
        }));
    }
}
