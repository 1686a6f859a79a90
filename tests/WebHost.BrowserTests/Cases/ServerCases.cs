using System.Text.Json;
using System.Text.RegularExpressions;
using WebHost.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace WebHost.BrowserTests.Cases;

/// <summary>Servers that ask for a key, and servers that go away.</summary>
internal static class ServerCases
{
    public static BrowserCase[] All { get; } =
    [
        new("Key_IsAskedForOnceAndKeptForTheTab", KeyAsync) { HasOwnServer = true, ExpectsRefusals = true },
        new("Server_ThatComesBack_IsFoundAgain", ComeBackAsync) { HasOwnServer = true, ExpectsRefusals = true },
        new("Text_OfTheServer_IsNeverMarkup", StayTextAsync) { ExpectsRefusals = true },
        new("Empty_Server_SaysWhatToDo", EmptyAsync) { HasOwnServer = true },
    ];

    private static async Task KeyAsync(Visit visit)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(key: "a-key-of-this-test-0123456789");
        await visit.OpenAsync(server);
        await Expect(visit.Page.Locator("#key-dialog")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator("#key-dialog")).ToBeVisibleAsync();
        await visit.Page.FillAsync("#key", "not the key");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#key-problem")).ToBeVisibleAsync();
        await visit.Page.FillAsync("#key", "a-key-of-this-test-0123456789");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.Locator("#dataset")).ToHaveValueAsync("toy");
        await visit.StartAsync("quick");
        await visit.EndsAsync("Succeeded");
        await visit.PointsAsync(visit.Loss, moreThan: 10);
        await visit.Page.ReloadAsync();
        await visit.PointsAsync(visit.Loss, moreThan: 10);
        await Expect(visit.Page.Locator("#key-dialog")).ToBeHiddenAsync();
    }

    private static async Task ComeBackAsync(Visit visit)
    {
        await using ServerProcess first = await ServerProcess.StartAsync();
        await visit.OpenAsync(first);
        await Expect(visit.Page.Locator("#dataset")).ToHaveValueAsync("toy");
        await visit.StartLongAsync();
        await visit.PointsAsync(visit.Loss, moreThan: 300);
        List<string> continued = [];
        visit.Page.Request += (_, request) => continued.Add(request.Headers.GetValueOrDefault("last-event-id", ""));
        await first.KillAsync();
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync(new Regex("^No answer. Trying again in"));

        await using ServerProcess second = await ServerProcess.StartAsync(before: first);
        await visit.EndsAsync("Interrupted");
        continued.ShouldContain(static step => step.Length >= 3, "it goes on after the last step that came");
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("Connected");
        await visit.Page.ClickAsync("#watch [data-action=resume]");
        await Expect(visit.State).ToContainTextAsync("Running");
        await visit.PointsAsync(visit.Loss, moreThan: 10);
        await visit.CancelAsync();
    }

    private static async Task StayTextAsync(Visit visit)
    {
        const string Markup = "<img src=x onerror=alert(1)>";
        string job = JsonSerializer.Serialize(new
        {
            id = Markup,
            state = "Failed",
            profile = Markup,
            dataset = Markup,
            error = Markup,
            submittedAt = DateTimeOffset.UnixEpoch,
            attempts = 1,
            hasAdapter = false,
            canResume = false,
            overrides = new Dictionary<string, string> { [Markup] = Markup },
            before = new[] { new { name = Markup, value = 1 } },
        });
        await visit.Page.RouteAsync("**/api/jobs", route => route.FulfillAsync(new() { ContentType = "application/json", Body = $"[{job}]" }));
        await visit.Page.ReloadAsync();
        await visit.Page.ClickAsync("#jobs [data-action=watch]");

        await Expect(visit.Page.Locator("#watch .problems")).ToHaveTextAsync(Markup);
        await Expect(visit.Page.Locator("#watch-title")).ToHaveTextAsync(Markup);
        await Expect(visit.Page.Locator("#before-after tbody th")).ToHaveTextAsync(Markup);
        (await visit.Page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
    }

    private static async Task EmptyAsync(Visit visit)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await visit.OpenAsync(server);
        await Expect(visit.Page.Locator("#no-jobs")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#watch")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("Connected");
    }
}
