namespace RuVector.Training;

/// <summary>What one row of <see cref="PairRelations"/> says: the anchor, and which candidates are its positives, its negatives and neither.</summary>
/// <remarks>
/// <para>The negatives of a row are the candidates in <see cref="PairRelations.SharedNegatives"/>, in <see cref="OwnNegatives"/> and in <see cref="Negatives"/>,
/// less the <see cref="Positives"/>, less the <see cref="Ignored"/>, and less <see cref="Self"/>. Written this way a row costs no memory in the common layouts.</para>
/// <para>The three sources of negatives do not overlap. A positive that is also <see cref="Ignored"/> or <see cref="Self"/> is ignored.</para>
/// </remarks>
public readonly ref struct RelationRow
{
    /// <summary>Gets the row of the anchor matrix that this row is about.</summary>
    public int Anchor { get; init; }

    /// <summary>Gets the positives: ascending candidate indices, each once.</summary>
    public ReadOnlySpan<int> Positives { get; init; }

    /// <summary>Gets a value for each positive (an edge weight, a graded score, a teacher's score), or nothing.</summary>
    public ReadOnlySpan<float> PositiveValues { get; init; }

    /// <summary>Gets a run of candidates that are negatives of this row alone.</summary>
    public IndexRange OwnNegatives { get; init; }

    /// <summary>Gets the listed negatives: ascending candidate indices, each once.</summary>
    public ReadOnlySpan<int> Negatives { get; init; }

    /// <summary>Gets a value for each listed negative, or nothing.</summary>
    public ReadOnlySpan<float> NegativeValues { get; init; }

    /// <summary>Gets the candidates that are neither positive nor negative: ascending indices, each once.</summary>
    public ReadOnlySpan<int> Ignored { get; init; }

    /// <summary>Gets the candidate that is the anchor itself, or -1 when no candidate is.</summary>
    public int Self { get; init; }
}
