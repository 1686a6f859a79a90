using RuVector.Training.Optimizers;

namespace RuVector.Training.Benchmarks;

/// <summary>A step of AdamW: four arrays are read and three of them written, 28 bytes a parameter.</summary>
internal sealed class AdamWKernel(int parameters) : MemoryKernel
{
    private readonly AdamWOptimizer _optimizer = new(new AdamWOptions { LearningRate = 1e-6f });
    private readonly float[] _parameters = Data.Repeated(parameters, 1);
    private readonly float[] _gradients = Data.Repeated(parameters, 2);

    public override string Name => $"AdamW step {parameters}";

    public override double Work => 7.0 * sizeof(float) * parameters;

    protected override StreamShape Shape => StreamShape.Adam;

    protected override long Footprint => 4L * sizeof(float) * parameters;

    public override void Run() => _optimizer.Step(_parameters, _gradients);
}
