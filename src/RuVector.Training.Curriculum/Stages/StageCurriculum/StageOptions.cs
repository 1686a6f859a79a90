namespace RuVector.Training.Curriculum;

/// <summary>One stage of <see cref="StageCurriculumOptions"/>, see <see cref="CurriculumStage"/>.</summary>
public sealed class StageOptions
{
    /// <summary>Gets or sets the name, for progress and reports.</summary>
    /// <value>The default value is <see langword="null"/>: the number of the stage.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets how hard the stage is.</summary>
    /// <value>In [0, 1]. The default value is 0.</value>
    public float Difficulty { get; set; }

    /// <summary>Gets or sets the number of samples in the stage; a stage of 0 samples is skipped.</summary>
    /// <value>0 or more, or <see langword="null"/> (the default) for an equal part of what the other stages leave of the samples of the run.</value>
    public long? Samples { get; set; }

    /// <summary>Gets or sets the temperature of the loss.</summary>
    /// <value>In [1e-4, 1e4]. The default value is 0.07.</value>
    public float Temperature { get; set; } = 0.07f;

    /// <summary>Gets or sets the number of mined negatives for each anchor.</summary>
    /// <value>0 or more. The default value is 10.</value>
    public int NegativesPerAnchor { get; set; } = 10;

    /// <summary>Gets or sets the margin for semi-hard mining and margin losses.</summary>
    /// <value>Finite, 0 or more. The default value is 0.2.</value>
    public float Margin { get; set; } = 0.2f;

    /// <summary>Gets or sets the number of nearest candidates that mining passes over.</summary>
    /// <value>0 or more. The default value is 0.</value>
    public int RankStart { get; set; }

    /// <summary>Gets or sets the number of nearest candidates after which mining stops looking.</summary>
    /// <value>More than <see cref="RankStart"/>. The default value is <see langword="null"/>: it looks at all.</value>
    public int? RankEnd { get; set; }

    internal CurriculumStage ToStage(int index, long samples) => new()
    {
        Name = string.IsNullOrEmpty(Name) ? FormattableString.Invariant($"stage {index + 1}") : Name,
        Difficulty = Difficulty,
        Samples = samples,
        Temperature = Temperature,
        NegativesPerAnchor = NegativesPerAnchor,
        Margin = Margin,
        RankStart = RankStart,
        RankEnd = RankEnd,
    };
}
