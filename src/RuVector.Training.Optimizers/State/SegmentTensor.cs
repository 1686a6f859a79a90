namespace RuVector.Training.Optimizers;

/// <summary>A state tensor of each segment.</summary>
/// <param name="Name">Its name in an exported state.</param>
/// <param name="IsNonNegative">Whether it is an average of squares.</param>
/// <param name="Length">Number of values for a segment, at most as many as the segment has; 0 for a segment without the tensor. Without it, the tensor is as long as the segment.</param>
internal sealed record SegmentTensor(string Name, bool IsNonNegative = false, Func<ParameterShape, int>? Length = null)
{
    public int LengthOf(ParameterShape shape) => Length is null || shape.Length == 0 ? shape.Length : Length(shape);
}
