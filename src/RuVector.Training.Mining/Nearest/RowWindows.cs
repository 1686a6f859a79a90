namespace RuVector.Training.Mining;

/// <summary>Which scores of a row the filters let through, and which of those may be chosen.</summary>
/// <param name="Filter">The filters, without their ranks.</param>
/// <param name="Admitted">The part of it that the miner admits.</param>
internal readonly record struct RowWindows(KeyWindow Filter, KeyWindow Admitted)
{
    /// <summary>The limits of a search, as <see cref="Numerics.NearestLimits"/> has them: where it begins, and between which scores the filters let through.</summary>
    public void CopyLimitsTo(Span<float> limits)
    {
        limits[0] = Admitted.HasStart ? Admitted.Start : float.PositiveInfinity;
        limits[1] = Filter.HasStart ? Filter.Start : float.PositiveInfinity;
        limits[2] = Filter.HasEnd ? float.BitDecrement(Filter.End) : float.PositiveInfinity;
    }
}
