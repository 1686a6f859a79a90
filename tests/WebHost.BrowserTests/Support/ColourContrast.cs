using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WebHost.BrowserTests.Support;

/// <summary>Contrast of what is seen with what is behind it, as WCAG 2 defines it.</summary>
internal static partial class ColourContrast
{
    // The nearest background that is there; the page has none that one sees through.
    private const string Script = """
        ([selector, property]) => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility() && !e.disabled).map(e => {
          let behind = property.startsWith("border") ? e.parentElement : e;
          while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") { behind = behind.parentElement; }
          return [getComputedStyle(e)[property], behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)"];
        }).filter(pair => !pair[0].endsWith(", 0)"))
        """;

    public static async Task ShouldBeAtLeastAsync(IPage page, string[] selectors, string property, double least)
    {
        foreach (string selector in selectors)
        {
            string[][] colours = await page.EvaluateAsync<string[][]>(Script, new[] { selector, property });
            colours.ShouldNotBeEmpty(selector);
            foreach (string[] pair in colours)
            {
                Of(pair[0], pair[1]).ShouldBeGreaterThanOrEqualTo(least, $"{selector}: {pair[0]} on {pair[1]}");
            }
        }
    }

    private static double Of(string first, string second)
    {
        (double a, double b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] parts = [.. Number().Matches(colour).Take(3).Select(static part => Linear(double.Parse(part.Value, CultureInfo.InvariantCulture) / 255))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Number();
}
