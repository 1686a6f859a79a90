namespace RuVector.Training.Losses;

/// <summary>Settings of <see cref="GuideMaskExtensions.IgnoringByGuide"/>: when the guide's score of a negative is too high for a negative.</summary>
/// <remarks>A negative is left out when its score is above <c>s_pos - max(AbsoluteMargin, |s_pos| RelativeMargin)</c>; the defaults leave out what scores above the positive itself.</remarks>
public sealed class GuideMaskOptions
{
    /// <summary>Gets or sets how the guide scores a pair.</summary>
    /// <value><see cref="ScoreMeasure.Cosine"/> (the default) or <see cref="ScoreMeasure.Dot"/>.</value>
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets by how much a negative must score below the positive to stay one.</summary>
    /// <value>Finite, 0 or more, in units of the score. The default value is 0.</value>
    public float AbsoluteMargin { get; set; }

    /// <summary>Gets or sets by which fraction of the positive's score a negative must score below it to stay one.</summary>
    /// <value>Finite, 0 or more; 0.05 is the positive-aware filter at 95%. The default value is 0.</value>
    public float RelativeMargin { get; set; }
}
