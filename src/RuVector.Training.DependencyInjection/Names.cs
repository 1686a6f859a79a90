namespace RuVector.Training;

/// <summary>Sentences about names that do not exist.</summary>
internal static class Names
{
    /// <summary>Says that a name is not known, which known one is nearest, and which there are.</summary>
    public static string Unknown(string name, IEnumerable<string> known)
    {
        string[] sorted = [.. known.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        string hint = Nearest(name, sorted) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"'{name}' is not known.{hint} Known: {(sorted.Length == 0 ? "none" : string.Join(", ", sorted))}.";
    }

    /// <summary>Gets the known name with the fewest changed letters, when at most a third of the letters, or two, are changed.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        (string Name, int Distance) best = known
            .Select(candidate => (candidate, Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(static pair => pair.Item2)
            .FirstOrDefault(("", int.MaxValue));
        return best.Distance <= Math.Max(2, best.Name.Length / 3) && best.Distance < best.Name.Length ? best.Name : null;
    }

    // Levenshtein distance in which two swapped neighbours count once.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
