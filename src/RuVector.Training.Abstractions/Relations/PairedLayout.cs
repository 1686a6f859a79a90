namespace RuVector.Training;

/// <summary>Which candidates a batch of pairs has, and who contrasts with whom.</summary>
/// <remarks>
/// <para>The candidate matrix holds, in this order: the positives (those of anchor 0 first), the shared negatives, the own negatives (those of anchor 0 first).
/// That is <c>M = Anchors * PositivesPerAnchor + SharedNegatives + Anchors * OwnNegativesPerAnchor</c> rows.</para>
/// <para>The in-batch form of InfoNCE sets <see cref="InBatchNegatives"/>; the explicit form sets <see cref="OwnNegativesPerAnchor"/>; both together contrast an anchor with the
/// other positives and its own hard negatives; <see cref="ShareOwnNegatives"/> adds everybody else's hard negatives.</para>
/// </remarks>
/// <param name="Anchors">Number of anchors, 0 or more.</param>
public readonly record struct PairedLayout(int Anchors)
{
    private readonly int _positivesPerAnchorLessOne;

    /// <summary>Gets the number of positives of each anchor.</summary>
    /// <value>1 or more. The default value is 1.</value>
    public int PositivesPerAnchor
    {
        get => _positivesPerAnchorLessOne + 1;
        init => _positivesPerAnchorLessOne = value - 1;
    }

    /// <summary>Gets the number of negatives that belong to each anchor.</summary>
    /// <value>0 or more. The default value is 0.</value>
    public int OwnNegativesPerAnchor { get; init; }

    /// <summary>Gets the number of negatives that every anchor contrasts with.</summary>
    /// <value>0 or more. The default value is 0.</value>
    public int SharedNegatives { get; init; }

    /// <summary>Gets a value indicating whether the positives of the other anchors are negatives.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool InBatchNegatives { get; init; }

    /// <summary>Gets a value indicating whether the own negatives of one anchor are negatives of all.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ShareOwnNegatives { get; init; }
}
