using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>The nearest k of many candidates by cosine, exactly; lengths are computed inside the call.</summary>
internal sealed class NearestKernel(int queries, int pool, int dimension, int count) : ArithmeticKernel
{
    private readonly float[] _queries = Data.Normal(queries * dimension, 1);
    private readonly float[] _candidates = Data.Normal(pool * dimension, 2);
    private readonly int[] _indices = new int[queries * count];
    private readonly float[] _scores = new float[queries * count];

    public override string Name => $"Nearest {count} of {queries}x{pool}x{dimension}";

    public override double Work => 2.0 * queries * pool * dimension;

    public override void Run() =>
        NearestRows.Find(new(_queries, queries, dimension), new(_candidates, pool, dimension), ScoreMeasure.Cosine, count, null, _indices, _scores);
}
