using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace RuVector.Training.Losses.Tests;

/// <summary>docs/losses.md says what the code does.</summary>
[TestFixture]
public sealed class LossPageTests
{
    private static readonly string[] s_parts = ["**What.**", "**When.**", "**Formula.**", "```csharp", "| Option | Default | Range |", "```json", "**Source.**"];

    /// <summary>The losses of the package by their names.</summary>
    public static IEnumerable<string> Losses => typeof(InfoNceLoss).Assembly.GetExportedTypes().Where(static type => type.IsAssignableTo(typeof(ILoss))).Select(static type => type.Name[..^"Loss".Length]);

    /// <summary>The losses but for the wrappers, whose settings are other losses.</summary>
    public static IEnumerable<string> Configured => Losses.Except(["Composite", "Matryoshka"]);

    [Test]
    public void Examples_OfThePage_AreThoseThatRun()
    {
        LossPage.Regions.Keys.ShouldBe(LossPage.Examples.Keys, ignoreOrder: true, "each example of docs/losses.md is a region of LossExamples.cs");
        foreach ((string name, string example) in LossPage.Examples)
        {
            LossPage.Regions[name].ShouldBe(example, name);
        }
    }

    [TestCaseSource(nameof(Losses))]
    public void Section_OfALoss_HasAnExampleAndStandsInTheChooser(string loss)
    {
        LossPage.Examples.Keys.ShouldContain($"{loss} 1");
        LossPage.Sections["Which loss"].ShouldContain($"[{loss}](#{loss.ToLowerInvariant()})");
    }

    [TestCaseSource(nameof(Configured))]
    public void Section_OfAConfiguredLoss_HasItsPartsInOrder(string loss)
    {
        int[] positions = Array.ConvertAll(s_parts, part => LossPage.Sections[loss].IndexOf(part, StringComparison.Ordinal));
        positions.ShouldAllBe(static position => position >= 0);
        positions.ShouldBeInOrder();
    }

    [TestCaseSource(nameof(Configured))]
    public void Section_OfAConfiguredLoss_ListsItsOptionsWithTheirDefaults(string loss)
    {
        Type type = typeof(InfoNceLoss).Assembly.GetType($"RuVector.Training.Losses.{loss}Options").ShouldNotBeNull();
        object defaults = Activator.CreateInstance(type)!;
        string[] rows = [.. LossPage.Sections[loss].Split('\n').SkipWhile(static line => !line.StartsWith("| Option |", StringComparison.Ordinal)).Skip(2).TakeWhile(static line => line.StartsWith('|'))];
        rows.Select(static row => (row.Split('`')[1], Default: Number(row.Split('|')[2].Trim(' ', '`')))).ShouldBe(
            type.GetProperties().Select(property => (property.Name, Shown(property.GetValue(defaults)!))), ignoreOrder: true);
    }

    [TestCaseSource(nameof(Configured))]
    public void Section_OfAConfiguredLoss_ShowsAConfigurationThatAHostTakes(string loss)
    {
        string json = LossPage.Blocks(LossPage.Sections[loss], "json").ShouldHaveSingleItem();
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"{{ {json} }}"));
        LossHost.Factory(static builder => builder.AddLosses(), new ConfigurationBuilder().AddJsonStream(stream).Build()).Create().GetType().Name.ShouldBe(loss + "Loss");
    }

    private static string Shown(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>A number in the way that <see cref="Shown"/> writes it; any other text as it is.</summary>
    private static string Number(string text) => float.TryParse(text, CultureInfo.InvariantCulture, out float number) ? Shown(number) : text;
}
