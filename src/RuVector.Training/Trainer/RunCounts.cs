namespace RuVector.Training.Trainer;

/// <summary>What a run did so far, and what it left out.</summary>
internal readonly record struct RunCounts
{
    public long SkippedSteps { get; init; }

    public int ConsecutiveSkips { get; init; }

    public long EmptySteps { get; init; }

    public long RowsWithoutNegatives { get; init; }

    public long MaskedPairs { get; init; }

    public long MiningShortage { get; init; }

    public long MinedNegatives { get; init; }
}
