using System.Reflection;
using System.Xml.Linq;

namespace RuVector.Training.ApiTests;

/// <summary>References point one way: the package people install, families, (DependencyInjection, Numerics), Abstractions. Families never see each other; hosting stands on top.</summary>
[TestFixture]
public sealed class ArrowsTests
{
    private static readonly string[] s_family = ["RuVector.Training.Abstractions", "RuVector.Training.Numerics", "RuVector.Training.DependencyInjection"];

    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["RuVector.Training.Abstractions"] = [],
        ["RuVector.Training.Numerics"] = ["RuVector.Training.Abstractions"],
        ["RuVector.Training.DependencyInjection"] = ["RuVector.Training.Abstractions"],
        ["RuVector.Training.Losses"] = s_family,
        ["RuVector.Training.Optimizers"] = s_family,
        ["RuVector.Training.Curriculum"] = s_family,
        ["RuVector.Training.Mining"] = s_family,
        ["RuVector.Training"] = [.. s_family, "RuVector.Training.Losses", "RuVector.Training.Optimizers", "RuVector.Training.Curriculum", "RuVector.Training.Mining"],
        ["RuVector.Training.AI"] = [.. s_family, "RuVector.Training"],
        ["RuVector.Training.Hosting"] = ["RuVector.Training", "RuVector.Training.Abstractions", "RuVector.Training.DependencyInjection", "RuVector.Training.Curriculum"],
    };

    private static readonly string[] s_withoutExtensions = ["RuVector.Training.Abstractions", "RuVector.Training.Numerics"];

    [TestCaseSource(typeof(SourceTree), nameof(SourceTree.PackageNames))]
    public void Assembly_References_PointOneWay(string name) =>
        Wrong(name, Assembly.Load(name).GetReferencedAssemblies().Select(static reference => reference.Name!)).ShouldBeEmpty();

    [TestCaseSource(typeof(SourceTree), nameof(SourceTree.PackageNames))]
    public void Project_References_PointOneWay(string name) => Wrong(name, References(XDocument.Load(SourceTree.ProjectOf(name)))).ShouldBeEmpty();

    [TestCase("RuVector.Training.Losses", "RuVector.Training.Mining")]
    [TestCase("RuVector.Training.Numerics", "RuVector.Training.DependencyInjection")]
    [TestCase("RuVector.Training.DependencyInjection", "RuVector.Training.Numerics")]
    [TestCase("RuVector.Training.Optimizers", "RuVector.Training")]
    [TestCase("RuVector.Training.Abstractions", "Microsoft.Extensions.Options")]
    [TestCase("RuVector.Training.Unheard", "RuVector.Training.Abstractions")]
    public void Wrong_ForbiddenReference_IsNamed(string name, string reference) => Wrong(name, [reference, "System.Runtime"]).ShouldBe([$"{name} -> {reference}"]);

    [Test]
    public void References_ProjectFile_NamesProjectsAndPackages() =>
        References(XDocument.Parse(
            """
            <Project>
              <ItemGroup><ProjectReference Include="../A.B/A.B.csproj" /><PackageReference Include="C.D;E.F" /></ItemGroup>
              <ItemGroup><ProjectReference Include="..\G\G.csproj" /></ItemGroup>
            </Project>
            """)).ShouldBe(["A.B", "G", "C.D", "E.F"]);

    private static string[] Wrong(string name, IEnumerable<string> references) =>
        [.. references.Where(reference => !IsAllowed(name, reference)).Select(reference => $"{name} -> {reference}")];

    private static bool IsAllowed(string name, string reference) => reference.StartsWith("RuVector.", StringComparison.Ordinal)
        ? s_allowed.TryGetValue(name, out string[]? allowed) && allowed.Contains(reference)
        : !reference.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || !s_withoutExtensions.Contains(name);

    private static string[] References(XDocument project) =>
    [
        .. Includes(project, "ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))),
        .. Includes(project, "PackageReference"),
    ];

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).SelectMany(static e => e.Attribute("Include")!.Value.Split(';'));
}
