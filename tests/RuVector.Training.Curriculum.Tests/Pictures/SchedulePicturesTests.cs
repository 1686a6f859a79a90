using System.Reflection;

namespace RuVector.Training.Curriculum.Tests;

/// <summary>docs/schedules.md shows every schedule and curriculum as it is now.</summary>
public sealed class SchedulePicturesTests
{
    private const string Accept = "ACCEPT_PICTURES=1 dotnet test -c Release tests/RuVector.Training.Curriculum.Tests";

    private static string PageFolder => Path.Combine(TestContext.CurrentContext.TestDirectory, "docs");

    /// <summary>The sections of the page that show a picture.</summary>
    public static IEnumerable<string> Sections => SchedulePictures.All.Keys;

    [TestCaseSource(nameof(Sections))]
    public void Picture_DrawnAnew_IsTheOneOfThePage(string section)
    {
        string drawn = SvgChart.Draw(SchedulePictures.All[section]());
        if (Environment.GetEnvironmentVariable("ACCEPT_PICTURES") == "1")
        {
            File.WriteAllText(Path.Combine(ProjectDirectory(), "..", "..", "docs", "images", FileOf(section)), drawn);
            return;
        }

        string path = Path.Combine(PageFolder, "images", FileOf(section));
        File.Exists(path).ShouldBeTrue($"{section} has no picture. Draw it: {Accept}");
        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(drawn, $"The picture of {section} is not what the code draws. If that is meant, draw it anew: {Accept}");
    }

    [Test]
    public void Page_EverySection_HasItsPicture()
    {
        string[] sections = File.ReadAllText(Path.Combine(PageFolder, "schedules.md")).ReplaceLineEndings("\n").Split("\n## ")[1..];

        sections.Select(static section => section.Split('\n')[0]).ShouldBe(SchedulePictures.All.Keys, ignoreOrder: true);
        foreach (string section in sections)
        {
            string name = section.Split('\n')[0];
            section.Split('\n')[2].ShouldBe($"![{SchedulePictures.All[name]().Description}](images/{FileOf(name)})", name);
        }
    }

    [Test]
    public void Page_EverySchedule_StandsInItsTable()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(PageFolder, "schedules.md")).Where(static line => line.StartsWith('|'))];

        typeof(LinearScheduler).Assembly.GetExportedTypes().Where(ConformanceTablesTests.IsSchedule)
            .ShouldAllBe(type => rows.Any(row => row.Contains($"`{type.Name}`", StringComparison.Ordinal)));
    }

    [Test]
    public void Folder_EveryPictureOfASchedule_IsDrawnByTheCode()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(PageFolder, "images"), "schedule-*.svg").Select(static path => Path.GetFileName(path))];

        files.ShouldBe(SchedulePictures.All.Keys.Select(FileOf), ignoreOrder: true);
    }

    [Test]
    public void Simplified_PointsOnALine_AreLeftOutAndCornersAreKept() =>
        PolyLine.Simplified([(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (4, 0)], 0.1).ShouldBe([(0, 0), (2, 2), (4, 2), (4, 0)]);

    private static string FileOf(string section) => $"schedule-{string.Concat(section.Select(static (letter, i) => char.IsUpper(letter) && i > 0 ? $"-{letter}" : $"{letter}")).Replace(' ', '-').ToLowerInvariant()}.svg";

    private static string ProjectDirectory() =>
        typeof(SchedulePicturesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!;
}
