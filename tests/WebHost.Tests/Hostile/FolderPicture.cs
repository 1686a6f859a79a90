using System.Security.Cryptography;

namespace WebHost.Tests.Hostile;

/// <summary>What is below a folder.</summary>
internal static class FolderPicture
{
    /// <summary>Gets all names, and the digests of all content, one folder left out.</summary>
    public static IReadOnlyList<string> Of(string root, string? without = null) =>
        [.. NamesIn(root).Where(name => without is null || !$"{name}/".StartsWith($"{without}/", StringComparison.Ordinal)).Select(name => $"{name} {DigestOf(Path.Combine(root, name))}")];

    /// <summary>Gets all names, with '/' between folders.</summary>
    public static IReadOnlyList<string> NamesIn(string root) =>
        [.. Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string DigestOf(string path) => Directory.Exists(path) ? "" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
