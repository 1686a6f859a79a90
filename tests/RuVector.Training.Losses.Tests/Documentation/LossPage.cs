using System.Text.RegularExpressions;

namespace RuVector.Training.Losses.Tests;

/// <summary>docs/losses.md and the source of its examples, as the build copied them beside the tests.</summary>
internal static partial class LossPage
{
    /// <summary>The sections by their headings; what stands above the first one has the title of the page.</summary>
    public static IReadOnlyDictionary<string, string> Sections { get; } =
        SectionStart().Split(Read("losses.md")).Where(static text => text.Length > 0).ToDictionary(static text => text.Split('\n')[0].TrimStart('#', ' '), static text => text);

    /// <summary>The C# of the page by section and number.</summary>
    public static IReadOnlyDictionary<string, string> Examples { get; } = (
        from section in Sections
        from example in Blocks(section.Value, "csharp").Select(static (text, i) => (Text: text, Number: i + 1))
        select (Name: $"{section.Key} {example.Number}", example.Text)).ToDictionary(static e => e.Name, static e => e.Text);

    /// <summary>The regions of the source, without their indentation.</summary>
    public static IReadOnlyDictionary<string, string> Regions { get; } = Region().Matches(Read("LossExamples.cs")).ToDictionary(
        static match => match.Groups["name"].Value,
        static match => Regex.Replace(match.Groups["text"].Value, "(?m)^" + match.Groups["indentation"].Value, ""));

    /// <summary>The texts of the blocks of a language.</summary>
    public static IEnumerable<string> Blocks(string section, string language) => Regex.Matches(section, $"(?ms)^```{language}\n(.*?)^```$").Select(static match => match.Groups[1].Value);

    private static string Read(string name) => File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Documentation", name)).ReplaceLineEndings("\n");

    [GeneratedRegex("(?m)^(?=##? )")]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"(?ms)^(?<indentation> *)#region (?<name>[^\n]+)\n(?<text>.*?)^ *#endregion")]
    private static partial Regex Region();
}
