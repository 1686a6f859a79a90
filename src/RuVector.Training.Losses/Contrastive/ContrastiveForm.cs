namespace RuVector.Training.Losses;

/// <summary>What <see cref="ContrastiveLoss"/> makes of the distance of a pair.</summary>
public enum ContrastiveForm
{
    /// <summary>Squares, one mean over all pairs: <c>max(0, d - m_pos)^2</c> of a similar pair and <c>max(0, m - d)^2</c> of a dissimilar one.</summary>
    Squared = 0,

    /// <summary>Hinges, similar and dissimilar pairs reduced each alone and then added: <c>max(0, d - m_pos)</c> and <c>max(0, m - d)</c>.</summary>
    Hinge = 1,

    /// <summary>As <see cref="Squared"/>, of the hard pairs alone: similar pairs farther apart than the nearest dissimilar pair of the batch, dissimilar pairs nearer than the farthest similar pair.</summary>
    OnlineHard = 2,
}
