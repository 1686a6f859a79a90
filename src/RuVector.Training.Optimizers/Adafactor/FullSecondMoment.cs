namespace RuVector.Training.Optimizers;

/// <summary>One average for each parameter, <c>[n]</c>.</summary>
internal readonly ref struct FullSecondMoment(Span<float> averages) : ISecondMoment
{
    private readonly Span<float> _averages = averages;

    public int BlockLength => 1024;

    public double Direct(int block, ReadOnlySpan<float> gradients, Span<float> direction)
    {
        UpdateLoop.Run(default(RootQuotientRule), new UpdateSlice { Parameters = direction, Gradients = gradients, First = _averages.Slice(block * BlockLength, gradients.Length), Decay = 0 });
        return 1;
    }
}
