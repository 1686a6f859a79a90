namespace RuVector.Training.Mining;

/// <summary>Which scores of a row the filters let through, and which of those may be chosen; as limits of a search, see <see cref="Numerics.NearestLimits"/>.</summary>
/// <remarks>The limits are: the closeness where the search begins; one less than all that the filters let through; the largest that they let through, unless the search begins there.</remarks>
/// <param name="Filter">The filters, without their ranks.</param>
/// <param name="Admitted">The part of it that the miner admits.</param>
internal readonly record struct RowWindows(KeyWindow Filter, KeyWindow Admitted)
{
    /// <summary>The most limits that a row needs.</summary>
    public const int MostLimits = 3;

    /// <summary>Gets the number of limits that the row needs.</summary>
    public int LimitCount => HasOwnStart ? 3 : Filter.HasEnd ? 2 : Admitted.HasStart ? 1 : 0;

    private bool HasOwnStart => Filter.HasStart && Filter.First != Admitted.First;

    /// <summary>Writes the limits, infinity where the row needs none.</summary>
    /// <param name="limits">With room for as many as needed, or more.</param>
    public void CopyLimitsTo(Span<float> limits)
    {
        limits.Fill(float.PositiveInfinity);
        Set(limits, 0, Admitted.HasStart, Admitted.Start);
        Set(limits, 1, Filter.HasEnd, float.BitDecrement(Filter.End));
        Set(limits, 2, HasOwnStart, Filter.Start);
    }

    /// <summary>Gets the number of candidates that are too close for the filters.</summary>
    /// <param name="closer">How many are closer than each limit.</param>
    public int CountBeforeFilter(ReadOnlySpan<int> closer) => !Filter.HasStart ? 0 : closer[HasOwnStart ? 2 : 0];

    /// <summary>Gets the number of candidates that are not too far for the filters.</summary>
    /// <param name="closer">How many are closer than each limit.</param>
    /// <param name="candidates">Number of all candidates.</param>
    public int CountUntilFilterEnd(ReadOnlySpan<int> closer, int candidates) => Filter.HasEnd ? closer[1] : candidates;

    private static void Set(Span<float> limits, int limit, bool isNeeded, float closeness)
    {
        if (isNeeded)
        {
            limits[limit] = closeness;
        }
    }
}
