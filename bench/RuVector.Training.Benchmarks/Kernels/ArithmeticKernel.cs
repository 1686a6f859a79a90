namespace RuVector.Training.Benchmarks;

/// <summary>Work that multiply-adds bound.</summary>
internal abstract class ArithmeticKernel : Kernel
{
    public override string Unit => "GF/s";

    public override Limit CreateLimit() => new FmaPeak();
}
