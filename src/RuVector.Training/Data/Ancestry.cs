using System.Runtime.InteropServices;

namespace RuVector.Training.Data;

/// <summary>Order and transitive closure of child-parent edges.</summary>
internal static class Ancestry
{
    /// <summary>Orders the nodes so that every parent comes before its children.</summary>
    /// <returns><see langword="false"/> when the edges have a cycle.</returns>
    public static bool TrySort(int nodeCount, IReadOnlyList<Edge> edges, out int[] parentsFirst)
    {
        ILookup<int, int> children = edges.ToLookup(static edge => edge.Second, static edge => edge.First);
        int[] openParents = new int[nodeCount];
        foreach (Edge edge in edges)
        {
            openParents[edge.First]++;
        }

        List<int> order = [.. Enumerable.Range(0, nodeCount).Where(node => openParents[node] == 0)];
        for (int i = 0; i < order.Count; i++)
        {
            foreach (int child in children[order[i]])
            {
                if (--openParents[child] == 0)
                {
                    order.Add(child);
                }
            }
        }

        parentsFirst = [.. order];
        return order.Count == nodeCount;
    }

    /// <summary>Finds the first edge that closes a cycle with those before it; there is one.</summary>
    public static int FirstCycle(int nodeCount, List<Edge> edges)
    {
        (int low, int high) = (0, edges.Count - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (TrySort(nodeCount, edges[..(middle + 1)], out _))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Collects all ancestors of every node.</summary>
    /// <exception cref="TrainingDataException">There are more pairs than a list can hold.</exception>
    public static IndexLists Close(int[] parentsFirst, List<Edge> edges, string file)
    {
        ILookup<int, int> parents = edges.ToLookup(static edge => edge.First, static edge => edge.Second);
        int[][] ancestors = new int[parentsFirst.Length][];
        int[] lastSeenBy = new int[parentsFirst.Length];
        List<int> found = [];
        long pairs = 0;
        foreach (int node in parentsFirst)
        {
            found.Clear();
            lastSeenBy[node] = node + 1;
            foreach (int parent in parents[node])
            {
                Add(parent);
                foreach (int ancestor in ancestors[parent])
                {
                    Add(ancestor);
                }
            }

            ancestors[node] = [.. CollectionsMarshal.AsSpan(found)];
            pairs += found.Count;
            if (pairs > Array.MaxLength)
            {
                throw new TrainingDataException(file, $"Expected at most {Array.MaxLength} pairs of node and ancestor, but the edges make more.");
            }

            void Add(int ancestor)
            {
                if (lastSeenBy[ancestor] != node + 1)
                {
                    lastSeenBy[ancestor] = node + 1;
                    found.Add(ancestor);
                }
            }
        }

        return IndexLists.FromRows(ancestors);
    }
}
