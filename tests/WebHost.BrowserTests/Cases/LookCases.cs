using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using WebHost.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace WebHost.BrowserTests.Cases;

/// <summary>How the page looks: on a phone, in the dark, and to those who do not see it.</summary>
internal static class LookCases
{
    private const double LeastContrast = 4.5; // WCAG 2.2, 1.4.3
    private const double LeastContrastOfCurves = 3; // 1.4.11

    private static readonly string[] _texts = ["h1", "h2", "label", ".hint", ".about", "#connection", ".state", ".chart-title", ".now", ".legend", "#submit", ".actions button", "td", "caption", ".quiet", "summary"];

    public static BrowserCase[] All { get; } =
    [
        new("Phone_Page_HasNoHorizontalScroll", FitAsync) { Width = 390, Height = 844 },
        new("Phone_NarrowOne_HasNoHorizontalScroll", FitAsync) { Width = 320, Height = 568 },
        new("Light_Texts_HaveContrast", ContrastAsync),
        new("Dark_Texts_HaveContrast", ContrastAsync) { Scheme = ColorScheme.Dark },
        new("Light_Page_HasNoSeriousViolation", AuditAsync),
        new("Dark_Page_HasNoSeriousViolation", AuditAsync) { Scheme = ColorScheme.Dark, Width = 390, Height = 844 },
        new("ReducedMotion_Page_DoesNotMove", RestAsync) { Motion = ReducedMotion.Reduce },
        new("Picture_Desktop_Light", static visit => PictureAsync(visit, "desktop-light")),
        new("Picture_Desktop_Dark", static visit => PictureAsync(visit, "desktop-dark")) { Scheme = ColorScheme.Dark },
        new("Picture_Phone_Light", static visit => PictureAsync(visit, "phone-light")) { Width = 390, Height = 844 },
        new("Picture_Phone_Dark", static visit => PictureAsync(visit, "phone-dark")) { Width = 390, Height = 844, Scheme = ColorScheme.Dark },
    ];

    private static async Task FitAsync(Visit visit)
    {
        await visit.Page.ClickAsync("#add-setting");
        await visit.Page.ClickAsync(".upload summary");
        await visit.StartAsync("quick");
        await visit.EndsAsync("Succeeded");
        await visit.PointsAsync(visit.Loss, moreThan: 10);
        int[] widths = await visit.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        string[] outside = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))");
        outside.ShouldBeEmpty();
    }

    private static async Task ContrastAsync(Visit visit)
    {
        await visit.StartAsync("quick");
        await visit.EndsAsync("Succeeded");
        await visit.PointsAsync(visit.Chart("Metrics"), moreThan: 3);
        await ColourContrast.ShouldBeAtLeastAsync(visit.Page, _texts, "color", LeastContrast);
        await ColourContrast.ShouldBeAtLeastAsync(visit.Page, [".tick"], "fill", LeastContrast);
        await ColourContrast.ShouldBeAtLeastAsync(visit.Page, [".curve:not(.faint)"], "stroke", LeastContrastOfCurves);
        await ColourContrast.ShouldBeAtLeastAsync(visit.Page, ["select", "input:not([type=file])", ".actions button"], "borderTopColor", LeastContrastOfCurves);
    }

    private static async Task AuditAsync(Visit visit)
    {
        await visit.StartAsync("quick");
        await visit.EndsAsync("Succeeded");
        await visit.Page.ClickAsync("#add-setting");
        await visit.Page.ClickAsync(".upload summary");
        AxeResult found = await visit.Page.RunAxe();
        found.Passes.Length.ShouldBeGreaterThan(10);
        found.Violations.Where(static rule => rule.Impact is "serious" or "critical").Select(static rule => $"{rule.Id}: {rule.Nodes[0].Html}").ShouldBeEmpty();
    }

    private static async Task RestAsync(Visit visit)
    {
        await visit.StartLongAsync();
        await visit.PointsAsync(visit.Loss, moreThan: 3);
        await Expect(visit.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
        (await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.getElementById('connection'), '::before').animationName")).ShouldBe("none");
        (await visit.Page.EvaluateAsync<int>("() => document.getAnimations().length")).ShouldBe(0);
        await visit.CancelAsync();
    }

    private static async Task PictureAsync(Visit visit, string name)
    {
        await visit.StartAsync("careful");
        await visit.EndsAsync("Succeeded");
        await visit.PointsAsync(visit.Chart("Gradient norm"), moreThan: 100);
        await visit.Page.Mouse.MoveAsync(0, 0);
        (await visit.PictureAsync(name)).Length.ShouldBeGreaterThan(20_000);
        await visit.Page.Locator("#watch").EvaluateAsync("element => element.scrollIntoView()");
        (await visit.PictureAsync($"{name}-run", isFullPage: false)).Length.ShouldBeGreaterThan(20_000);
    }
}
