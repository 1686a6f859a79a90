using System.Numerics.Tensors;

namespace RuVector.Training.Benchmarks;

/// <summary>The exponentials of System.Numerics.Tensors: not a limit of the machine, but what there is without the engine.</summary>
internal sealed class TensorExponential(int count) : Limit
{
    private readonly float[] _source = Data.Normal(count, 1);
    private readonly float[] _target = new float[count];

    public override string Name => "TensorPrimitives.Exp";

    public override double Work(int parts) => count;

    public override void Run(int part, int parts)
    {
        if (part == 0)
        {
            TensorPrimitives.Exp(_source, _target);
        }
    }
}
