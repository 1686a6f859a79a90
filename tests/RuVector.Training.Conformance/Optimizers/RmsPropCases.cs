using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>torch's RMSprop, with L2; what a case does not give has torch's default.</summary>
internal sealed class RmsPropCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["rmsprop"];

    public void Run(GoldenCase golden, Comparison comparison) => OptimizerCases.Compare(golden, comparison, rate => new RmsPropOptimizer(new RmsPropOptions
    {
        LearningRate = rate,
        Alpha = golden.Parameters.Setting("alpha", 0.99f),
        Epsilon = golden.Parameters.Setting("eps", 1e-8f),
        Momentum = golden.Parameters.Setting("momentum", 0),
        Centered = golden.Parameters.Flag("centered", false),
        WeightDecay = golden.Parameters.Setting("weight_decay", 0),
    }));
}
