using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebHost.BrowserTests.Support;

/// <summary>A visit of the page: a tab, and what one does there more than once.</summary>
internal sealed class Visit
{
    private const float Patience = 60_000; // of a run on a busy machine; what is waited for comes much sooner

    public Visit(IPage page, ServerProcess server, string output)
    {
        (Page, Server, Output) = (page, server, output);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public ServerProcess Server { get; }

    public string Output { get; }

    public List<string> Problems { get; } = [];

    public List<string> Requests { get; } = [];

    public List<string> Origins { get; } = [];

    public ILocator State => Page.Locator("#watch .state");

    public ILocator Loss => Chart("Loss");

    public ILocator Chart(string title) => Page.Locator("figure.chart", new() { HasText = title }).Locator("svg");

    public async Task OpenAsync(ServerProcess? server = null)
    {
        string address = (server ?? Server).Address;
        Origins.AddRange([address + "/", $"blob:{address}/"]);
        await Page.GotoAsync(address);
        if (server is null)
        {
            await Expect(Page.Locator("#dataset")).ToHaveValueAsync("toy");
            await Expect(Page.Locator("#connection")).ToHaveTextAsync("Connected");
            if (!await Page.Locator("#job-form").IsVisibleAsync())
            {
                await Page.ClickAsync("#new > summary");
            }
        }
    }

    /// <summary>Starts a job with the form and waits until it is watched.</summary>
    public async Task StartAsync(string profile = "", string steps = "")
    {
        await Page.SelectOptionAsync("#profile", profile);
        await Page.FillAsync("#steps", steps);
        await Page.ClickAsync("#submit");
        await Expect(Page.Locator("#watch")).ToBeVisibleAsync();
    }

    /// <summary>Starts a job that takes much longer than a case looks at it: large batches with many negatives.</summary>
    public async Task StartLongAsync()
    {
        foreach ((string key, string value) in new[] { ("Trainer:BatchSize", "200"), ("Trainer:NegativesPerAnchor", "32") })
        {
            await Page.ClickAsync("#add-setting");
            await Page.Locator(".setting-key").Last.FillAsync(key);
            await Page.Locator(".setting-value").Last.FillAsync(value);
        }

        await StartAsync(steps: "20000");
    }

    public Task EndsAsync(string state) => Expect(State).ToContainTextAsync(state, new() { Timeout = Patience });

    /// <summary>Waits until a curve has more points than so many.</summary>
    public async Task<int> PointsAsync(ILocator chart, int moreThan)
    {
        await chart.WaitForAsync();
        await Page.WaitForFunctionAsync("([chart, count]) => Number(chart.dataset.points) > count", new object?[] { await chart.ElementHandleAsync(), moreThan });
        return int.Parse((await chart.GetAttributeAsync("data-points"))!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Cancels the job that is watched, so that it does not take the time of others.</summary>
    public async Task CancelAsync()
    {
        await Page.ClickAsync("#watch [data-action=cancel]");
        await EndsAsync("Cancelled");
    }

    public Task<byte[]> PictureAsync(string name, bool isFullPage = true) => Page.ScreenshotAsync(new() { Path = Path.Combine(Output, $"{name}.png"), FullPage = isFullPage });

    private void Note(bool isProblem, string text)
    {
        if (isProblem)
        {
            Problems.Add(text);
        }
    }
}
