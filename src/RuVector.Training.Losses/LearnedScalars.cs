namespace RuVector.Training.Losses;

/// <summary>The numbers that a loss learns: scales, offsets, boundaries. Weight decay would draw them to a value that means nothing, so their group has none.</summary>
internal static class LearnedScalars
{
    private static readonly ParameterGroup s_withoutDecay = new() { WeightDecay = 0 };

    /// <summary>Makes a set of numbers, each 0 at first.</summary>
    public static ParameterSet Create(params IEnumerable<string> names)
    {
        ParameterSet set = new(names.Select(static name => new ParameterShape(name)));
        foreach (ParameterSegment segment in set.Segments)
        {
            segment.Group = s_withoutDecay;
        }

        return set;
    }
}
