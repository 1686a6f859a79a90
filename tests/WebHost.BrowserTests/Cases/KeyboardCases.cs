using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WebHost.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace WebHost.BrowserTests.Cases;

/// <summary>The page without a pointer.</summary>
internal static class KeyboardCases
{
    private const int MostStops = 120;

    public static BrowserCase[] All { get; } =
    [
        new("Keyboard_Alone_StartsCancelsAndResumes", CancelAsync),
        new("Keyboard_OnAChart_ReadsItOut", ReadAsync),
        new("Keyboard_SkipLink_LeadsToTheJobs", SkipAsync),
    ];

    private static async Task CancelAsync(Visit visit)
    {
        await TabToAsync(visit, "#steps");
        await visit.Page.Keyboard.TypeAsync("20000");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.PointsAsync(visit.Loss, moreThan: 3);
        await TabToAsync(visit, "#watch [data-action=cancel]");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.EndsAsync("Cancelled");

        await TabToAsync(visit, "#watch [data-action=resume]");
        await visit.Page.Keyboard.PressAsync("Space");
        await Expect(visit.State).ToContainTextAsync("Running");
        await TabToAsync(visit, "#watch [data-action=cancel]");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.EndsAsync("Cancelled");
        (await visit.Page.EvaluateAsync<bool>("() => document.activeElement !== document.body")).ShouldBeTrue("the focus is not lost with the button");
    }

    private static async Task ReadAsync(Visit visit)
    {
        await visit.StartAsync("quick");
        await visit.EndsAsync("Succeeded");
        await TabToAsync(visit, "figure.chart svg");
        await visit.Page.Keyboard.PressAsync("Home");
        await Expect(visit.Page.Locator("#announce")).ToHaveTextAsync(new Regex(@"^Step 1: smoothed \d"));
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(visit.Page.Locator("#announce")).ToHaveTextAsync(new Regex("^Step 2: smoothed"));
        (await visit.Page.Locator(".crosshair").CountAsync()).ShouldBeGreaterThan(3, "all charts show the same step");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(".crosshair")).ToHaveCountAsync(0);
    }

    private static async Task SkipAsync(Visit visit)
    {
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Page.Locator(".skip")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#jobs-title")).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(Visit visit, string selector)
    {
        for (int stop = 0; stop < MostStops; stop++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        throw new PlaywrightException($"Expected '{selector}' among {MostStops} stops of the Tab key, but it was not.");
    }
}
