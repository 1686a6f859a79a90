using System.Numerics.Tensors;

namespace RuVector.Training.Benchmarks;

/// <summary>The exponentials of System.Numerics.Tensors: not a limit of the machine, but what there is without the engine.</summary>
internal sealed class TensorExponential : Limit
{
    private readonly float[] _source;
    private readonly float[] _target;

    /// <summary>Makes the numbers and warms up: unlike the other limits this code is first compiled in haste.</summary>
    public TensorExponential(int count)
    {
        (_source, _target) = (Data.Normal(count, 1), new float[count]);
        Sampler.WarmUp(() => Run(0, 1));
    }

    public override string Name => "TensorPrimitives.Exp";

    public override double Work(int parts) => _source.Length;

    public override void Run(int part, int parts)
    {
        if (part == 0)
        {
            TensorPrimitives.Exp(_source, _target);
        }
    }
}
