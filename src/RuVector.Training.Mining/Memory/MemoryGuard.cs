using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>What a <see cref="CrossBatchMemory"/> refuses.</summary>
internal static class MemoryGuard
{
    /// <summary>Refuses an output that has not room for all entries and is not left out.</summary>
    public static void CheckLength(int length, int count, string what, string paramName)
    {
        if (length != 0 && length != count)
        {
            throw new ArgumentException($"Expected room for {count} {what}, one for each entry, or for none, but got {length}.", paramName);
        }
    }

    /// <summary>Refuses a state that is not one of a memory of this capacity and dimension.</summary>
    public static void CheckState(CrossBatchMemoryState state, int capacity, int dimension)
    {
        int entries = state.Ids.Length;
        if (state.Capacity != capacity || state.Dimension != dimension)
        {
            throw new ArgumentException($"Expected the state of a memory of {capacity} entries of dimension {dimension}, but got {state.Capacity} of dimension {state.Dimension}.", nameof(state));
        }

        bool fits = entries <= capacity && state.Labels.Length == entries && state.Steps.Length == entries && state.Embeddings.Length == (long)entries * dimension;
        if (!fits)
        {
            throw new ArgumentException(
                $"Expected as many labels, steps and rows of embeddings as ids, at most {capacity}, but got {entries} ids, {state.Labels.Length} labels, {state.Steps.Length} steps and {state.Embeddings.Length} values.",
                nameof(state));
        }

        bool isCursor = entries < capacity ? state.Cursor == entries : (uint)state.Cursor < (uint)capacity;
        if (!isCursor)
        {
            throw new ArgumentException($"Expected a cursor at the place after {entries} entries of {capacity}, but got {state.Cursor}.", nameof(state));
        }

        for (int entry = 1; entry < entries; entry++)
        {
            int start = entries < capacity ? 0 : state.Cursor, place = (start + entry) % entries, before = (start + entry - 1) % entries;
            if (state.Steps[place] < state.Steps[before])
            {
                throw new ArgumentException($"Expected steps that do not fall from the oldest entry on, but place {place} has {state.Steps[place]} after {state.Steps[before]}.", nameof(state));
            }
        }

        FiniteRows.Require(new ReadOnlyMatrixSpan(state.Embeddings, entries, dimension), nameof(state));
    }
}
