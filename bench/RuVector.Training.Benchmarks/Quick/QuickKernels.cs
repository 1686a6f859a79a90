namespace RuVector.Training.Benchmarks;

/// <summary>What the quick table shows, top to bottom; made one at a time, as some hold half a gigabyte.</summary>
internal static class QuickKernels
{
    public static IEnumerable<Func<Kernel>> All =>
    [
        () => new ProductKernel(256, 256, 384),
        () => new ProductKernel(1024, 1024, 384),
        () => new ProductKernel(1001, 1003, 385),
        () => new ProductKernel(4096, 4096, 768),
        () => new ProductKernel(64, 100_000, 384),
        () => new VectorProductKernel(1_000_000, 128),
        () => new AddedProductKernel(1024, 768, 1024, transposed: false),
        () => new AddedProductKernel(1024, 768, 1024, transposed: true),
        () => new InfoNceKernel(64, 128),
        () => new InfoNceKernel(256, 384),
        () => new InfoNceKernel(1024, 768),
        () => new InfoNceKernel(4096, 768),
        () => new OwnNegativesKernel(256, 16, 384),
        () => new HardestKernel(256, 4096, 128, 20),
        () => new NearestKernel(1000, 100_000, 384, 10),
        () => new NearestKernel(1000, 100_000, 128, 100),
        () => new ExponentialKernel(4096, withSum: false),
        () => new ExponentialKernel(4096, withSum: true),
        () => OptimizerKernel.AdamW(1000),
        () => OptimizerKernel.AdamW(10_000),
        () => OptimizerKernel.AdamW(100_000),
        () => OptimizerKernel.AdamW(1_000_000),
        () => OptimizerKernel.AdamW(10_000_000),
        () => OptimizerKernel.Sgd(100_000),
        () => OptimizerKernel.Sgd(1_000_000),
        () => OptimizerKernel.Sgd(10_000_000),
    ];
}
