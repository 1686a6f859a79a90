using System.Text.RegularExpressions;

namespace RuVector.Training.Hosting;

/// <summary>Ids of jobs: 1 to 64 of a-z, 0-9, hyphen and underscore, the first one a letter or a digit. They are names of folders, so nothing else is let through.</summary>
public static partial class TrainingJobId
{
    /// <summary>Tells whether a text is an id.</summary>
    /// <param name="id">Any text.</param>
    public static bool IsValid(string? id) => id is not null && Form().IsMatch(id);

    /// <exception cref="ArgumentException"><paramref name="id"/> is not an id.</exception>
    internal static string Checked(string? id, string paramName) => IsValid(id)
        ? id!
        : throw new ArgumentException($"Expected an id of 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit, but got {(id is null ? "null" : $"{id.Length} characters that do not fit")}.", paramName);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
