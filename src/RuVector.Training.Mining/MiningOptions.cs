using System.ComponentModel.DataAnnotations;

namespace RuVector.Training.Mining;

/// <summary>Settings that all miners share: how pairs are scored, and which candidates may be false negatives.</summary>
/// <remarks>
/// <para>A candidate that looks too much like a positive may be one that nobody has labelled. The filters leave such candidates out; all are off by default, and a candidate is kept when every
/// filter that is on keeps it.</para>
/// <para>Margins compare with the positive of the row that is farthest from the anchor: the lowest similarity or the largest distance. A score equal to a threshold is kept.</para>
/// </remarks>
public class MiningOptions
{
    /// <summary>Gets or sets how pairs are scored.</summary>
    /// <value>The default value is <see cref="ScoreMeasure.Cosine"/>.</value>
    [EnumDataType(typeof(ScoreMeasure))]
    public ScoreMeasure Measure { get; set; } = ScoreMeasure.Cosine;

    /// <summary>Gets or sets by how much a negative must be farther than the positive.</summary>
    /// <value>
    /// 0 or more, in units of the score: a similarity is kept up to <c>s_pos - m</c>, a distance from <c>d_pos + m</c> on. The default value is <see langword="null"/>: no such filter.
    /// </value>
    [Range(0.0, float.MaxValue)]
    public float? AbsoluteMargin { get; set; }

    /// <summary>Gets or sets by which fraction of the positive's score a negative must be farther.</summary>
    /// <value>
    /// 0 or more: a similarity is kept up to <c>s_pos - |s_pos| r</c>, a distance from <c>d_pos (1 + r)</c> on; 0.05 is the positive-aware filter at 95%. The default value is <see langword="null"/>: no such filter.
    /// </value>
    [Range(0.0, float.MaxValue)]
    public float? RelativeMargin { get; set; }

    /// <summary>Gets or sets the largest score of a negative; of a similarity it leaves out the hard ones, of a distance the easy ones.</summary>
    /// <value>A finite number in the measure. The default value is <see langword="null"/>: no such filter.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public float? MaximumScore { get; set; }

    /// <summary>Gets or sets the smallest score of a negative; of a similarity it leaves out the easy ones, of a distance the hard ones.</summary>
    /// <value>A finite number in the measure, at most <see cref="MaximumScore"/>. The default value is <see langword="null"/>: no such filter.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public float? MinimumScore { get; set; }

    /// <summary>Gets or sets the rank from which on candidates are kept, when all negatives of the row are ordered from the hardest on.</summary>
    /// <value>0 or more: the number of hardest candidates to leave out. The default value is <see langword="null"/>: no such filter.</value>
    [Range(0, int.MaxValue)]
    public int? RankStart { get; set; }

    /// <summary>Gets or sets the rank from which on candidates are left out, when all negatives of the row are ordered from the hardest on.</summary>
    /// <value>1 or more, and more than <see cref="RankStart"/>. The default value is <see langword="null"/>: no such filter.</value>
    [Range(1, int.MaxValue)]
    public int? RankEnd { get; set; }

    /// <summary>Gets or sets a value indicating whether fewer negatives than asked for are an error.</summary>
    /// <value>The default value is <see langword="false"/>: a shortage is counted in <see cref="MinedNegatives"/>.</value>
    public bool RequireExactCount { get; set; }

    /// <summary>Says what is wrong with the settings beyond the range of each one, settings that contradict each other, and with which one.</summary>
    internal virtual IEnumerable<(string Setting, string Problem)> FindProblems()
    {
        if (MinimumScore > MaximumScore)
        {
            yield return (nameof(MinimumScore), FormattableString.Invariant($"Expected a MinimumScore of at most MaximumScore, {MaximumScore}, but got {MinimumScore}."));
        }

        if (RankStart >= RankEnd)
        {
            yield return (nameof(RankStart), FormattableString.Invariant($"Expected a RankStart below RankEnd, {RankEnd}, but got {RankStart}."));
        }
    }
}
