namespace RuVector.Training.Curriculum.Tests;

/// <summary>A picture: panels above each other that share their horizontal axis.</summary>
internal sealed record Chart(string Description, string Across, double First, double Last, double[] Ticks, params ChartPanel[] Panels)
{
    /// <summary>Gets dashed lines from top to bottom, with what stands below them.</summary>
    public (double At, string Label)[] Marks { get; init; } = [];

    /// <summary>Gets stretches with a name, every other one shaded.</summary>
    public (double Start, double End, string Label)[] Bands { get; init; } = [];
}

/// <summary>One vertical axis and what is drawn above it; points beyond the axis are cut off.</summary>
internal sealed record ChartPanel(string Label, double Low, double High, double[] Ticks, params ChartSeries[] Series)
{
    public double Height { get; init; } = 190;
}

/// <summary>A line, or dots; one without a name stands in no legend.</summary>
internal sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    public bool IsDots { get; init; }

    /// <summary>Gets which of the four colours it has; <see langword="null"/> for the next one.</summary>
    public int? Colour { get; init; }
}
