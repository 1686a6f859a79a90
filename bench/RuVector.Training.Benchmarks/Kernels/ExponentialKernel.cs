using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>The exponentials of a row of scores, alone or with their maximum and sum, against exponentials alone.</summary>
internal sealed class ExponentialKernel(int count, bool withSum) : Kernel
{
    private readonly float[] _values = Data.Normal(count, 1);
    private readonly float[] _exponentials = new float[count];

    public override string Name => withSum ? $"log-sum-exp {count}" : $"exp {count}";

    public override string Unit => "Gelement/s";

    public override double Work => count;

    public override bool IsShared => false;

    public override Limit CreateLimit() => new TensorExponential(count);

    public override void Run()
    {
        if (withSum)
        {
            StableMath.LogSumExp(_values, 1f, _exponentials, out _);
        }
        else
        {
            StableMath.Exp(_values, _exponentials);
        }
    }
}
