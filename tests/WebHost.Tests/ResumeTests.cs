using System.Net;
using System.Text.Json;

namespace WebHost.Tests;

[TestFixture]
public sealed class ResumeTests : ServerFixture
{
    private static readonly Dictionary<string, string> _overrides = new() { ["Trainer:Steps"] = "6000", ["Trainer:EvaluateEvery"] = "0" };

    [Test]
    public async Task Resume_AfterARestart_EndsWithTheBytesOfARunThatWasNotInterrupted()
    {
        TestServer first = await StartAsync();
        (await first.PutAsync("clicks", Pairs.Rows(100))).StatusCode.ShouldBe(HttpStatusCode.Created);
        await first.SubmitAsync(new { id = "whole", dataset = "clicks", overrides = _overrides });
        (await first.EndOfAsync("whole")).GetProperty("state").GetString().ShouldBe("Succeeded");
        byte[] whole = await first.Client.GetByteArrayAsync("/api/jobs/whole/adapter");
        await first.SubmitAsync(new { id = "cut", dataset = "clicks", overrides = _overrides });
        await ReadPastAsync(first, "cut", step: 50);
        await StopAsync(first);

        TestServer second = await StartAsync();
        JsonElement interrupted = await second.GetJsonAsync("/api/jobs/cut");
        using HttpResponseMessage resumed = await second.PostAsync("/api/jobs/cut/resume");
        JsonElement job = await second.EndOfAsync("cut");

        (interrupted.GetProperty("state").GetString(), interrupted.GetProperty("canResume").GetBoolean()).ShouldBe(("Interrupted", true));
        (interrupted.GetProperty("dataset").GetString(), interrupted.GetProperty("hasAdapter").GetBoolean()).ShouldBe(("clicks", false));
        interrupted.GetProperty("progress").GetProperty("step").GetInt64().ShouldBeInRange(50, 5999);
        resumed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (job.GetProperty("state").GetString(), job.GetProperty("attempts").GetInt32()).ShouldBe(("Succeeded", 2), job.ToString());
        (await second.Client.GetByteArrayAsync("/api/jobs/cut/adapter")).ShouldBe(whole);
        (await second.Client.GetByteArrayAsync("/api/jobs/whole/adapter")).ShouldBe(whole, "what an earlier process trained is still there");
    }

    [Test]
    public async Task Resume_OtherDataOfTheSameId_FailsAndSaysSoWithoutAPath()
    {
        TestServer server = await StartAsync();
        await server.PutAsync("clicks", Pairs.Rows(100));
        await server.SubmitAsync(new { id = "cut", dataset = "clicks", overrides = _overrides });
        await ReadPastAsync(server, "cut", step: 5);
        await server.PostAsync("/api/jobs/cut/cancel");
        await server.EndOfAsync("cut");
        (await server.Client.DeleteAsync("/api/datasets/clicks")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await server.PutAsync("clicks", Pairs.Rows(100, seed: 2));

        (await server.PostAsync("/api/jobs/cut/resume")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        JsonElement job = await server.EndOfAsync("cut");

        job.GetProperty("state").GetString().ShouldBe("Failed");
        job.GetProperty("error").GetString()!.ShouldStartWith("Expected the same run, but got another");
        job.ToString().ShouldNotContain(Root.Path);
        server.Errors.Expect("Job cut failed");
    }

    private static async Task ReadPastAsync(TestServer server, string id, long step)
    {
        await using EventReader reader = await server.WatchAsync(id);
        while ((await reader.ReadAsync())!.Id is not { } at || at < step)
        {
        }
    }
}
