using System.Diagnostics;
using Microsoft.Playwright;

namespace WebHost.BrowserTests.Support;

/// <summary>Runs a case, and holds every page to what holds for all: nothing wrong in the console, no request to another server.</summary>
internal static class CaseRunner
{
    public static async Task<bool> RunAsync(BrowserCase each, IBrowser browser, ServerProcess server, string output)
    {
        Stopwatch time = Stopwatch.StartNew();
        await using IBrowserContext context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = each.Width, Height = each.Height },
            ColorScheme = each.Scheme,
            ReducedMotion = each.Motion,
            AcceptDownloads = true,
        });
        Visit visit = new(await context.NewPageAsync(), server, output);
        try
        {
            if (!each.HasOwnServer)
            {
                await visit.OpenAsync();
            }

            await each.Run(visit);
            visit.Problems.Where(problem => !(each.ExpectsRefusals && problem.Contains("Failed to load resource", StringComparison.Ordinal))).ShouldBeEmpty();
            visit.Requests.ShouldNotBeEmpty();
            visit.Requests.ShouldAllBe(address => visit.Origins.Any(origin => address.StartsWith(origin, StringComparison.Ordinal)));
            Console.WriteLine($"ok      {each.Name} ({time.Elapsed.TotalSeconds:F1} s)");
            return true;
        }
        catch (Exception e)
        {
            Console.WriteLine($"FAILED  {each.Name} ({time.Elapsed.TotalSeconds:F1} s)\n{e}\nConsole: {string.Join('\n', visit.Problems)}");
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(output, $"failed-{each.Name}.png"), FullPage = true });
            return false;
        }
    }
}
