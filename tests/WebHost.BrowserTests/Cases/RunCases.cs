using Microsoft.Playwright;
using WebHost.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace WebHost.BrowserTests.Cases;

/// <summary>A run as one watches it: the curves move, go on after a reload, and end in figures.</summary>
internal static class RunCases
{
    public static BrowserCase[] All { get; } =
    [
        new("Curve_WhileItRuns_Moves", MoveAsync),
        new("Curve_OfEveryMeasure_IsShown", ShowAllAsync),
        new("End_OfTheRun_FillsBeforeAndAfter", EndAsync),
        new("Reload_WhileItRuns_GoesOnWithTheCurve", ReloadAsync),
        new("Job_ThatSucceeded_IsDownloadedAndRemoved", DownloadAsync),
    ];

    private static async Task MoveAsync(Visit visit)
    {
        await visit.StartLongAsync();
        int early = await visit.PointsAsync(visit.Loss, moreThan: 3);
        string curve = (await visit.Loss.Locator("path").Last.GetAttributeAsync("d"))!;
        string summary = (await visit.Loss.GetAttributeAsync("aria-label"))!;
        int later = await visit.PointsAsync(visit.Loss, moreThan: early + 100);

        later.ShouldBeGreaterThan(early);
        (await visit.Loss.Locator("path").Last.GetAttributeAsync("d")).ShouldNotBe(curve);
        LastValue((await visit.Loss.GetAttributeAsync("aria-label"))!).ShouldNotBe(LastValue(summary));
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("Live");
        await visit.CancelAsync();
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("Connected");
    }

    private static async Task ShowAllAsync(Visit visit)
    {
        await visit.StartAsync("careful", "400");
        await visit.EndsAsync("Succeeded");
        foreach (string title in new[] { "Loss", "Metrics", "Median rank", "Learning rate", "Temperature", "Negatives per anchor (k)", "Gradient norm" })
        {
            int points = await visit.PointsAsync(visit.Chart(title), moreThan: 3);
            (await visit.Chart(title).GetAttributeAsync("role")).ShouldBe("img");
            (await visit.Chart(title).GetAttributeAsync("aria-label"))!.ShouldContain($"{points} points");
        }

        ILocator legend = visit.Page.Locator("figure.chart", new() { HasText = "Metrics" }).Locator(".legend li");
        await Expect(legend).ToContainTextAsync(["MRR", "Accuracy@1", "Accuracy@10"]);
    }

    private static async Task EndAsync(Visit visit)
    {
        await visit.StartAsync("quick");
        await visit.EndsAsync("Succeeded");

        ILocator rows = visit.Page.Locator("#before-after tbody tr");
        await Expect(rows.Locator("th")).ToHaveTextAsync(["MRR", "Accuracy@1", "Accuracy@10", "Median rank"]);
        foreach (string text in await rows.Locator("td").AllTextContentsAsync())
        {
            text.ShouldMatch("^[+\u2212±]?[0-9]");
        }

        double[] reciprocalRank = [.. (await rows.First.Locator("td").AllTextContentsAsync()).Take(2).Select(static text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        reciprocalRank[1].ShouldBeGreaterThan(reciprocalRank[0]);
    }

    private static async Task ReloadAsync(Visit visit)
    {
        await visit.StartLongAsync();
        await visit.PointsAsync(visit.Loss, moreThan: 100);
        string name = await visit.Page.Locator("#watch-title").TextContentAsync() ?? "";
        int before = int.Parse((await visit.Loss.GetAttributeAsync("data-points"))!, System.Globalization.CultureInfo.InvariantCulture);
        await visit.Page.ReloadAsync();

        await Expect(visit.Page.Locator("#watch-title")).ToHaveTextAsync(name);
        int again = await visit.PointsAsync(visit.Loss, moreThan: Math.Min(before, 200));
        await visit.PointsAsync(visit.Loss, moreThan: again);
        (await visit.Loss.GetAttributeAsync("aria-label"))!.ShouldContain(" at step 1,");
        await visit.CancelAsync();
    }

    private static async Task DownloadAsync(Visit visit)
    {
        await visit.Page.FillAsync("#job-id", "download-me");
        await visit.StartAsync("quick", "40");
        await visit.EndsAsync("Succeeded");
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#watch [data-action=download]"));
        download.SuggestedFilename.ShouldBe("download-me.safetensors");
        new FileInfo(await download.PathAsync()).Length.ShouldBeGreaterThan(1000);

        await visit.Page.ClickAsync("#watch [data-action=remove]");
        await Expect(visit.Page.Locator("#watch")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#jobs [data-job=download-me]")).ToHaveCountAsync(0);
    }

    // "..., 0.5 at step 1,234, from ..."
    private static string LastValue(string summary) => summary[..summary.LastIndexOf(", from ", StringComparison.Ordinal)].Split(", ")[^1];
}
