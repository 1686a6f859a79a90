namespace RuVector.Training.Numerics;

/// <summary>What a loss or a miner sees of one row: the scores of its positives and of its negatives.</summary>
/// <remarks>Where the scores came from (a matrix product, a list, a range) and where gradients go is the engine's business. Valid only inside the call that received it.</remarks>
public readonly ref struct ScoreRow
{
    private readonly ReadOnlySpan<int> _exceptions;
    private readonly ReadOnlySpan<int> _listed;
    private readonly IndexRange _shared;

    internal ScoreRow(IndexRange shared, ReadOnlySpan<int> exceptions, ReadOnlySpan<int> listed)
    {
        _shared = shared;
        _exceptions = exceptions;
        _listed = listed;
    }

    /// <summary>Gets the row of the relations.</summary>
    public int Row { get; init; }

    /// <summary>Gets the row of the anchor matrix.</summary>
    public int Anchor { get; init; }

    /// <summary>Gets the scores of the positives, in the order of <see cref="PositiveIndices"/>.</summary>
    public ReadOnlySpan<float> Positives { get; init; }

    /// <summary>Gets the candidates that are positives, ascending.</summary>
    public ReadOnlySpan<int> PositiveIndices { get; init; }

    /// <summary>Gets the values that the relations carry for the positives, or nothing.</summary>
    public ReadOnlySpan<float> PositiveValues { get; init; }

    /// <summary>Gets the scores of the negatives: the shared ones, then the own ones, then the listed ones, each in ascending order of the candidate.</summary>
    /// <remarks>With the built-in relations that is the ascending order of all.</remarks>
    public ReadOnlySpan<float> Negatives { get; init; }

    /// <summary>Gets where the derivative of the row's value by each positive score goes; empty when no gradient is wanted.</summary>
    public Span<float> PositiveGradients { get; init; }

    /// <summary>Gets where the derivative of the row's value by each negative score goes; empty when no gradient is wanted.</summary>
    public Span<float> NegativeGradients { get; init; }

    /// <summary>Gets a value indicating whether derivatives are wanted; they are zero when the row function is called.</summary>
    public bool WantsGradients { get; init; }

    /// <summary>Gets the candidate behind a negative score.</summary>
    /// <param name="position">Position in <see cref="Negatives"/>.</param>
    /// <returns>The row of the candidate matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public int NegativeIndex(int position)
    {
        if ((uint)position >= (uint)Negatives.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"Expected a position from 0 to {Negatives.Length - 1}, but got {position}.");
        }

        int sharedCount = _shared.Count - _exceptions.Length;
        if (position >= sharedCount)
        {
            return _listed[position - sharedCount];
        }

        (int low, int high) = (0, _exceptions.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_exceptions[middle] - _shared.Start - middle <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return _shared.Start + position + low;
    }
}
