using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using RuVector.Training.Tests.Files;
using Samples.Tests;

namespace WebHost.Tests;

[TestFixture]
public sealed class ProcessTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("WebHost__MaxRows=1", "WebHost:MaxRows: Expected a value in [5, 10000000], but got 1.")]
    [TestCase("ASPNETCORE_URLS=http://0.0.0.0:0", "WebHost:ApiKey: Expected a key, because the server is to listen on 0.0.0.0:0, which other machines reach, but got none.")]
    [TestCase("RuVectorTraining__Optimizer__Type=Lionn", "RuVectorTraining:Optimizer:Type: 'Lionn' is not known. Did you mean 'Lion'? Known: ")]
    public async Task Run_BadSetting_IsToldInOneLine(string setting, string line)
    {
        SampleResult result = await SampleProcess.RunAsync("WebHost", $"WebHost__Folder={_folder.File("data")}", setting);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith(line);
        result.Error.ShouldNotContain("   at ");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no signal that one process can send to another alone.")]
    public async Task Run_SignalToEnd_SavesTheJobThatRuns()
    {
        using SampleProcess process = new("WebHost", $"WebHost__Folder={_folder.File("data")}", "ASPNETCORE_URLS=http://127.0.0.1:0");
        string listening = await process.ReadUntilAsync("Now listening on: ");
        using HttpClient client = new() { BaseAddress = new Uri(Regex.Match(listening, @"http://127\.0\.0\.1:\d+").Value) };
        using HttpResponseMessage accepted = await client.PostAsJsonAsync("/api/jobs", new { id = "long", dataset = "toy", overrides = new Dictionary<string, string> { ["Trainer:Steps"] = "20000" } });
        await process.ReadUntilAsync("Saved a checkpoint after step 200 ");

        process.Terminate();
        SampleResult stopped = await process.EndAsync();

        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        stopped.ExitCode.ShouldBe(0, stopped.Error);
        stopped.Output.ShouldMatch(@"Job long interrupted after \d+ steps");
        File.ReadAllText(_folder.File("data/jobs/long/job.json")).ShouldContain("Interrupted");
    }
}
