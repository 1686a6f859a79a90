using System.Reflection;

namespace RuVector.Training.ApiTests;

/// <summary>The sources this assembly was built from. The build writes the place into the assembly, because paths of source files are rewritten in builds of the server.</summary>
internal static class SourceTree
{
    public static string ProjectDirectory { get; } =
        typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;

    /// <summary>The project files of all packages.</summary>
    public static string[] PackageProjects { get; } =
        [.. Directory.GetFiles(Path.Combine(ProjectDirectory, "..", "..", "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> PackageNames => PackageProjects.Select(static path => Path.GetFileNameWithoutExtension(path));
}
