using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>torch's SGD; what a case does not give has torch's default.</summary>
internal sealed class SgdCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["sgd"];

    public void Run(GoldenCase golden, Comparison comparison) => OptimizerCases.Compare(golden, comparison, rate => new SgdOptimizer(new SgdOptions
    {
        LearningRate = rate,
        Momentum = golden.Parameters.Setting("momentum", 0),
        Dampening = golden.Parameters.Setting("dampening", 0),
        Nesterov = golden.Parameters.Flag("nesterov", false),
        WeightDecay = golden.Parameters.Setting("weight_decay", 0),
    }));
}
