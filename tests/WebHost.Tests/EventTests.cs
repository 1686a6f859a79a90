using System.Net;
using RuVector.Training.Hosting.Tests;

namespace WebHost.Tests;

[TestFixture]
public sealed class EventTests : ServerFixture
{
    [Test]
    public async Task Events_OfAJob_AreItsStateThenEveryStepThenItsState()
    {
        TestServer server = await StartAsync();
        (await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await using EventReader reader = await server.WatchAsync("quick");
        IReadOnlyList<ServerEvent> events = await reader.ToEndAsync();

        events.Select(static e => e.Name).ShouldBe(["state", .. Enumerable.Repeat("progress", 200), "state"]);
        events.Where(static e => e.Name == "progress").Select(static e => e.Id).ShouldBe(Enumerable.Range(1, 200).Select(static step => (long?)step));
        events.Where(static e => e.Name == "progress").ShouldAllBe(static e => e.Data.GetProperty("step").GetInt64() == e.Id && e.Data.GetProperty("steps").GetInt64() == 200);
        events.Where(static e => e.Name == "progress" && e.Data.GetProperty("metrics").GetArrayLength() > 0).Select(static e => e.Id).ShouldBe(Enumerable.Range(1, 10).Select(static i => (long?)(20 * i)));
        (events[0].Id, events[^1].Id).ShouldBe((null, null));
        events[0].Data.GetProperty("state").GetString().ShouldBeOneOf("Queued", "Running", "Succeeded");
        events[^1].Data.GetProperty("state").GetString().ShouldBe("Succeeded");
    }

    [Test]
    public async Task Events_LastEventId_GoesOnAfterThatStep()
    {
        TestServer server = await StartAsync();
        await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" });
        await server.EndOfAsync("quick");

        await using EventReader reader = await server.WatchAsync("quick", lastEvent: 190);
        await using EventReader atEnd = await server.WatchAsync("quick", lastEvent: 200);

        (await reader.ToEndAsync()).Where(static e => e.Name == "progress").Select(static e => e.Id).ShouldBe([191, 192, 193, 194, 195, 196, 197, 198, 199, 200]);
        (await atEnd.ToEndAsync()).Select(static e => e.Name).ShouldBe(["state", "state"]);
    }

    [TestCase("-1")]
    [TestCase("x")]
    [TestCase("1.5")]
    [TestCase("99999999999999999999")]
    public async Task Events_LastEventIdThatIsNoStep_IsRefused(string id)
    {
        TestServer server = await StartAsync();
        await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" });
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/jobs/quick/events");
        request.Headers.Add("Last-Event-ID", id);

        (await server.Client.SendAsync(request).ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["Last-Event-ID: Expected the number of a step."]);
    }

    [Test]
    public async Task Events_ServerThatStops_EndWithTheInterruptedJob()
    {
        TestServer server = await StartAsync();
        await JobTests.SubmitLongAsync(server, "long");
        await using EventReader reader = await server.WatchAsync("long");
        while ((await reader.ReadAsync())!.Name != "progress")
        {
        }

        Task stopping = StopAsync(server);
        IReadOnlyList<ServerEvent> rest = await reader.ToEndAsync();
        await stopping;

        rest[^1].Name.ShouldBe("state");
    }

    [Test]
    public async Task Events_WhileNothingHappens_AreKeptAliveByAComment()
    {
        FakeTime time = new();
        TestServer server = await StartAsync(time);
        await JobTests.SubmitLongAsync(server, "runs");
        await JobTests.SubmitLongAsync(server, "waits");
        await using EventReader reader = await server.WatchAsync("waits");
        (await reader.ReadAsync())!.Data.GetProperty("state").GetString().ShouldBe("Queued");

        Task comment = reader.ReadCommentAsync();
        while (!comment.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        await comment;
        await server.PostAsync("/api/jobs/waits/cancel");
        (await reader.ToEndAsync()).Select(static e => e.Name).ShouldBe(["state"]);
    }

    [Test]
    public async Task Events_ClientThatLeaves_LeavesItsPlace()
    {
        TestServer server = await StartAsync("WebHost:MaxStreams=1");
        await JobTests.SubmitLongAsync(server, "long");
        await using (EventReader reader = await server.WatchAsync("long"))
        {
            await reader.ReadAsync();
            IReadOnlyList<string> problems = await server.Client.GetAsync("/api/jobs/long/events").ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
            problems.ShouldBe(["As many of these requests are under way as may."]);
        }

        HttpStatusCode status;
        do // the server learns of it when it writes the next step
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/jobs/long/events");
            using HttpResponseMessage response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.TooManyRequests);

        status.ShouldBe(HttpStatusCode.OK);
        await server.PostAsync("/api/jobs/long/cancel");
    }
}
