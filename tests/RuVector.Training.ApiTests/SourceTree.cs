using System.Reflection;

namespace RuVector.Training.ApiTests;

/// <summary>The sources this assembly was built from. The build writes the place into the assembly, because paths of source files are rewritten in builds of the server.</summary>
internal static class SourceTree
{
    public static string ProjectDirectory { get; } =
        typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;

    public static IEnumerable<string> PackageNames =>
        Directory.GetFiles(Sources, "*.csproj", SearchOption.AllDirectories).Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static string Sources => Path.Combine(ProjectDirectory, "..", "..", "src");

    public static string ProjectOf(string packageName) => Path.Combine(Sources, packageName, packageName + ".csproj");
}
