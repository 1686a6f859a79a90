namespace RuVector.Training.Benchmarks;

/// <summary>InfoNCE in which every anchor has negatives of its own: each row is read once and its gradient written once.</summary>
internal sealed class OwnNegativesKernel(int rows, int negatives, int dimension) : MemoryKernel
{
    private readonly PairedLoss _loss = new(new PairedLayout(rows) { OwnNegativesPerAnchor = negatives }, dimension);

    public override string Name => $"InfoNCE own negatives {rows}x{negatives}x{dimension}";

    public override double Work => Footprint;

    protected override StreamShape Shape => StreamShape.Copy;

    protected override long Footprint => 2L * sizeof(float) * rows * (2 + negatives) * dimension;

    public override void Run() => _loss.Evaluate();
}
