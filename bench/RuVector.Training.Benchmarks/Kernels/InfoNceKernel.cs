namespace RuVector.Training.Benchmarks;

/// <summary>InfoNCE with in-batch negatives, value and both gradients: three products are its least work.</summary>
internal sealed class InfoNceKernel(int rows, int dimension) : ArithmeticKernel
{
    private readonly PairedLoss _loss = new(new PairedLayout(rows) { InBatchNegatives = true }, dimension);

    public override string Name => $"InfoNCE in-batch {rows}x{dimension}";

    public override double Work => 3 * 2.0 * rows * rows * dimension;

    public override void Run() => _loss.Evaluate();
}
