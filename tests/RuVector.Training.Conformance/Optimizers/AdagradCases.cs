using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>torch's Adagrad, with L2; what a case does not give has torch's default.</summary>
internal sealed class AdagradCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["adagrad"];

    public void Run(GoldenCase golden, Comparison comparison) => OptimizerCases.Compare(golden, comparison, rate => new AdagradOptimizer(new AdagradOptions
    {
        LearningRate = rate,
        LearningRateDecay = golden.Parameters.Setting("lr_decay", 0),
        InitialAccumulator = golden.Parameters.Setting("initial_accumulator_value", 0),
        Epsilon = golden.Parameters.Setting("eps", 1e-10f),
        WeightDecay = golden.Parameters.Setting("weight_decay", 0),
    }));
}
