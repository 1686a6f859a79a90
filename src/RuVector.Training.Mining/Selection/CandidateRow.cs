using System.Numerics;
using System.Runtime.InteropServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>The negatives of one row that a miner chooses from, and two ways to choose: the closest, or some at random.</summary>
internal readonly ref struct CandidateRow
{
    /// <summary>Gets the scores of the negatives, in ascending order of the candidate.</summary>
    public required ReadOnlySpan<float> Scores { get; init; }

    /// <summary>Gets which scores are close.</summary>
    public required ScoreOrder Order { get; init; }

    /// <summary>Gets what the filters let through.</summary>
    public required KeyWindow Window { get; init; }

    /// <summary>Gets the closeness of the farthest positive; NaN when there is none.</summary>
    public double Positive { get; init; }

    /// <summary>Gets the dimension of the embeddings.</summary>
    public int Dimension { get; init; }

    /// <summary>Gets the random numbers of the row, from their start.</summary>
    public KeyedRandom Random { get; init; }

    /// <summary>Chooses the closest candidates that a miner admits, and counts those beyond its rule.</summary>
    /// <param name="selection">The miner.</param>
    /// <param name="chosen">Overwritten with positions.</param>
    public Selected TakeHardest<TSelection>(TSelection selection, Span<int> chosen)
        where TSelection : struct, IHardestSelection
    {
        int count = TakeHardest(Window.And(selection.Admitted(Positive)), chosen), toppedUp = 0;
        KeyWindow rule = selection.Rule(Positive);
        while (toppedUp < count && !rule.Contains(Order.KeyOf(Scores[chosen[count - toppedUp - 1]], 0)))
        {
            toppedUp++;
        }

        return new Selected(count, toppedUp);
    }

    /// <summary>Chooses the closest candidates, closest first, equally close ones by index.</summary>
    /// <param name="window">What may be chosen.</param>
    /// <param name="chosen">Overwritten with positions.</param>
    /// <returns>The number of candidates chosen: as many as fit, or all there are.</returns>
    public int TakeHardest(KeyWindow window, Span<int> chosen)
    {
        SmallestKeys hardest = new(chosen.Length, Scores.Length);
        try
        {
            OfferTo(ref hardest, window);
            return hardest.CopyPositionsTo(chosen);
        }
        finally
        {
            hardest.Dispose();
        }
    }

    /// <summary>Offers the keys of all candidates of a window; blocks without a chance are passed over.</summary>
    public void OfferTo(ref SmallestKeys keys, KeyWindow window)
    {
        int position = 0;
        foreach (Vector<float> block in MemoryMarshal.Cast<float, Vector<float>>(Scores))
        {
            if (Order.AnyCloser(block, keys.Bound))
            {
                Offer(position, Vector<float>.Count, window, ref keys);
            }

            position += Vector<float>.Count;
        }

        Offer(position, Scores.Length - position, window, ref keys);
    }

    /// <summary>Chooses candidates uniformly, each at most once, in the order of the draw.</summary>
    /// <param name="window">What may be chosen.</param>
    /// <param name="chosen">Overwritten with positions.</param>
    /// <returns>The number of candidates chosen: as many as fit, or all there are.</returns>
    public int TakeRandom(KeyWindow window, Span<int> chosen)
    {
        using RentedArray<int> memory = new(Scores.Length);
        Span<int> pool = memory.Span;
        int count = 0;
        for (int i = 0; i < Scores.Length; i++)
        {
            pool[count] = i;
            count += window.Contains(Order.KeyOf(Scores[i], i)) ? 1 : 0; // no branch: a filter that keeps half would mislead it
        }

        KeyedRandom random = Random;
        int taken = Math.Min(chosen.Length, count);
        for (int i = 0; i < taken; i++)
        {
            int drawn = i + random.NextInt32(count - i);
            chosen[i] = pool[drawn];
            pool[drawn] = pool[i];
        }

        return taken;
    }

    /// <summary>Counts the candidates in a window of finite scores.</summary>
    public int CountIn(KeyWindow window)
    {
        Vector<float> most = new(window.Start), least = new(window.End);
        Vector<int> inside = Vector<int>.Zero;
        int position = 0, count = 0;
        foreach (Vector<float> block in MemoryMarshal.Cast<float, Vector<float>>(Scores))
        {
            Vector<float> closeness = Order.Closeness(block);
            if (Vector.EqualsAny(closeness, most) || Vector.EqualsAny(closeness, least))
            {
                count += CountIn(window, position, Vector<float>.Count);
            }
            else
            {
                inside -= Vector.LessThan(closeness, most) & Vector.GreaterThan(closeness, least);
            }

            position += Vector<float>.Count;
        }

        return count + Vector.Sum(inside) + CountIn(window, position, Scores.Length - position);
    }

    /// <summary>Counts by key: candidates with the score of an end of the window are in it or not by their position.</summary>
    private int CountIn(KeyWindow window, int first, int length)
    {
        int count = 0;
        for (int i = first; i < first + length; i++)
        {
            count += window.Contains(Order.KeyOf(Scores[i], i)) ? 1 : 0;
        }

        return count;
    }

    private void Offer(int first, int count, KeyWindow window, ref SmallestKeys keys)
    {
        for (int i = first; i < first + count; i++)
        {
            ulong key = Order.KeyOf(Scores[i], i);
            if (window.Contains(key))
            {
                keys.Add(key);
            }
        }
    }
}
