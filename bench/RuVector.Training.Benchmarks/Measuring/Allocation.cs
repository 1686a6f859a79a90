namespace RuVector.Training.Benchmarks;

/// <summary>What calls leave on the heap, by all threads together.</summary>
internal static class Allocation
{
    /// <summary>Bytes a call; the measuring itself is taken off.</summary>
    public static long BytesPerCall(Action call, int calls)
    {
        long measuring = Bytes(static () => { }, 0);
        return Math.Max(0, Bytes(call, calls) - measuring) / calls;
    }

    private static long Bytes(Action call, int calls)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < calls; i++)
        {
            call();
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
