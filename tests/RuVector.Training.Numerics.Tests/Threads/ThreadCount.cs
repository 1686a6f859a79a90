namespace RuVector.Training.Numerics.Tests;

/// <summary>Computes with some number of threads until disposed.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = ComputeThreads.MaxDegreeOfParallelism;

    public ThreadCount(int threads) => ComputeThreads.MaxDegreeOfParallelism = threads;

    public void Dispose() => ComputeThreads.MaxDegreeOfParallelism = _before;
}
