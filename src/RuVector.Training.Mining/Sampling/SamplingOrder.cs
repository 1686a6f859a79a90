using System.Runtime.InteropServices;
using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Random orders of an epoch.</summary>
internal static class SamplingOrder
{
    /// <summary>The numbers below a count in random order.</summary>
    public static int[] Shuffled(int count, ulong seed, long epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        int[] order = [.. Enumerable.Range(0, count)];
        new KeyedRandom(seed, RandomPurpose.Sampling, epoch).Shuffle<int>(order);
        return order;
    }

    /// <summary>Groups of samples with one label, each of the same size, in random order; what is too little for a group is left out.</summary>
    /// <param name="labels">Label of each sample.</param>
    /// <param name="size">Samples of a group.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="epoch">The epoch.</param>
    public static int[][] Groups(int[] labels, int size, ulong seed, long epoch)
    {
        Dictionary<int, List<int>> open = [];
        List<int[]> groups = [];
        foreach (int sample in Shuffled(labels.Length, seed, epoch))
        {
            List<int> group = open.TryGetValue(labels[sample], out List<int>? known) ? known : open[labels[sample]] = [];
            group.Add(sample);
            if (group.Count == size)
            {
                groups.Add([.. group]);
                group.Clear();
            }
        }

        // Groups are full in the order of their last sample, which favours none but is no random order.
        new KeyedRandom(seed, RandomPurpose.Sampling, epoch, row: 1).Shuffle(CollectionsMarshal.AsSpan(groups));
        return [.. groups];
    }
}
