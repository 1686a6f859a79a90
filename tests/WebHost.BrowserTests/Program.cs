using Microsoft.Playwright;
using WebHost.BrowserTests.Cases;
using WebHost.BrowserTests.Support;

// Every case in a tab of its own against a server that was started for all; screenshots go to the folder of the first argument. The last line has the totals.
string output = Path.GetFullPath(args.Length > 0 ? args[0] : "screenshots");
string only = args.Length > 1 ? args[1] : "";
Directory.CreateDirectory(output);

await using ServerProcess server = await ServerProcess.StartAsync();
using IPlaywright playwright = await Playwright.CreateAsync();
await using IBrowser browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = Environment.GetEnvironmentVariable("RUVECTOR_CHROMIUM") ?? "/usr/bin/chromium",
    Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

BrowserCase[] cases = [.. FormCases.All, .. RunCases.All, .. KeyboardCases.All, .. LookCases.All, .. ServerCases.All];
int failed = 0;
BrowserCase[] chosen = [.. cases.Where(found => found.Name.Contains(only, StringComparison.OrdinalIgnoreCase))];
foreach (BrowserCase each in chosen)
{
    failed += await CaseRunner.RunAsync(each, browser, server, output) ? 0 : 1;
}

Console.WriteLine($"{chosen.Length - failed} passed, {failed} failed, 0 skipped");
return failed == 0 && chosen.Length > 0 ? 0 : 1;
