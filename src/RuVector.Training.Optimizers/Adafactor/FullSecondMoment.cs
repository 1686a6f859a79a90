using System.Numerics.Tensors;

namespace RuVector.Training.Optimizers;

/// <summary>One average for each parameter, <c>[n]</c>.</summary>
internal readonly ref struct FullSecondMoment(ReadOnlySpan<float> averages) : ISecondMoment
{
    private readonly ReadOnlySpan<float> _averages = averages;

    public int BlockLength => 1024;

    public double Direct(int block, ReadOnlySpan<float> gradients, Span<float> direction)
    {
        TensorPrimitives.Sqrt(_averages.Slice(block * BlockLength, gradients.Length), direction);
        TensorPrimitives.Divide(gradients, direction, direction);
        return 1;
    }
}
