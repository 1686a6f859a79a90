namespace RuVector.Training.Benchmarks;

/// <summary>Work that memory traffic bounds: held against a stream of the same shape and size.</summary>
internal abstract class MemoryKernel : Kernel
{
    public override string Unit => "GB/s";

    /// <summary>Gets the stream that moves the same bytes.</summary>
    protected abstract StreamShape Shape { get; }

    /// <summary>Gets bytes of the arrays that the work walks through.</summary>
    protected abstract long Footprint { get; }

    public override Limit CreateLimit() => new Bandwidth(Shape, Footprint, "same bytes");
}
