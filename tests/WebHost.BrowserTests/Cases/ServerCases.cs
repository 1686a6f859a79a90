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
        new("Empty_Server_SaysWhatToDo", EmptyAsync) { HasOwnServer = true },
    ];

    private static async Task KeyAsync(Visit visit)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(key: "a-key-of-this-test-0123456789");
        await visit.OpenAsync(server);
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
        await visit.StartAsync(steps: "20000");
        await visit.PointsAsync(visit.Loss, moreThan: 300);
        await first.KillAsync();
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync(new Regex("^No answer. Trying again in"));

        await using ServerProcess second = await ServerProcess.StartAsync(before: first);
        await visit.EndsAsync("Interrupted");
        await Expect(visit.Page.Locator("#connection")).ToHaveTextAsync("Connected");
        await visit.Page.ClickAsync("#watch [data-action=resume]");
        await Expect(visit.State).ToContainTextAsync("Running");
        await visit.PointsAsync(visit.Loss, moreThan: 10);
        await visit.CancelAsync();
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
