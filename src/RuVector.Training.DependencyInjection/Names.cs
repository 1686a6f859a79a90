using System.Globalization;
using System.Text;

namespace RuVector.Training;

/// <summary>Sentences about names and values that were not expected.</summary>
internal static class Names
{
    private const int MaximumLength = 100;

    /// <summary>Says that a name is not known, which known one is nearest, and which there are.</summary>
    public static string Unknown(string name, IEnumerable<string> known) => Unknown(name, "", known);

    /// <summary>Says that a name is not known, with a remark on the name.</summary>
    public static string Unknown(string name, string remark, IEnumerable<string> known)
    {
        string[] sorted = Sorted(known);
        return $"{Quote(name)}{remark} is not known.{Hint(name, sorted)} Known: {List(sorted)}.";
    }

    /// <summary>Lists names, sorted.</summary>
    public static string List(IEnumerable<string> names) => Sorted(names) is { Length: > 0 } sorted ? string.Join(", ", sorted) : "none";

    /// <summary>Says that a value is none of those that are allowed.</summary>
    public static string NotOneOf(string value, IEnumerable<string> allowed)
    {
        string[] sorted = Sorted(allowed);
        return $"Expected one of {string.Join(", ", sorted)}, but got {Quote(value)}.{Hint(value, sorted)}";
    }

    /// <summary>Puts text in quotes; what could be mistaken for something else (other alphabets, control characters) is escaped, and long text is cut.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("'");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaximumLength)))
        {
            _ = c is >= ' ' and <= '~' ? quoted.Append(c) : quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return quoted.Append(text.Length > MaximumLength ? "...'" : "'").ToString();
    }

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private static string Hint(string name, string[] known) => Nearest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    // The known name with the fewest changed letters, when at most a third of the letters, or two, are changed.
    private static string? Nearest(string name, string[] known) =>
        known
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= Limit(candidate))
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(static pair => pair.Distance <= Limit(pair.Name) && pair.Distance < pair.Name.Length)
            .OrderBy(static pair => pair.Distance)
            .Select(static pair => pair.Name)
            .FirstOrDefault();

    private static int Limit(string name) => Math.Max(2, name.Length / 3);

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
