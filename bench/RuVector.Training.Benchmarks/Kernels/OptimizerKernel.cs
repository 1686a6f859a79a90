using System.Globalization;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Benchmarks;

/// <summary>A step of an optimizer: every parameter, its gradient and its moments are read, and all but the gradient are written.</summary>
internal sealed class OptimizerKernel : MemoryKernel
{
    /// <summary>Up to here a step of Adam waits for its quotients rather than for memory.</summary>
    private const int LongestInCache = 100_000;

    private readonly IOptimizer _optimizer;
    private readonly StreamShape _shape;
    private readonly float[] _parameters;
    private readonly float[] _gradients;

    private OptimizerKernel(string name, IOptimizer optimizer, StreamShape shape, int parameters)
    {
        (Name, _optimizer, _shape) = (string.Create(CultureInfo.InvariantCulture, $"{name} step {parameters}"), optimizer, shape);
        (_parameters, _gradients) = (Data.Repeated(parameters, 1), Data.Repeated(parameters, 2));
    }

    public override string Name { get; }

    public override double Work => ((2.0 * Arrays) - 1) * sizeof(float) * _parameters.Length;

    protected override StreamShape Shape => _shape;

    protected override long Footprint => (long)Arrays * sizeof(float) * _parameters.Length;

    /// <summary>Gets the number of arrays: parameters, gradients, moments.</summary>
    private int Arrays => _shape == StreamShape.Adam ? 4 : 3;

    /// <summary>28 bytes a parameter.</summary>
    public static OptimizerKernel AdamW(int parameters) => new("AdamW", new AdamWOptimizer(new AdamWOptions { LearningRate = 1e-6f }), StreamShape.Adam, parameters);

    /// <summary>20 bytes a parameter.</summary>
    public static OptimizerKernel Sgd(int parameters) => new("SGD, momentum,", new SgdOptimizer(new SgdOptions { LearningRate = 1e-6f, Momentum = 0.9f }), StreamShape.Sgd, parameters);

    public override Limit CreateLimit() => _shape == StreamShape.Adam && _parameters.Length <= LongestInCache ? new DividePeak() : base.CreateLimit();

    public override void Run() => _optimizer.Step(_parameters, _gradients);
}
