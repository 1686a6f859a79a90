using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace WebHost.Tests;

[TestFixture]
public sealed class LimitTests : ServerFixture
{
    [Test]
    public async Task Body_DeclaredAsTenGigabytes_IsRefusedAtOnceAndTakesNoMemory()
    {
        TestServer server = await StartAsync();
        await server.GetJsonAsync("/api/datasets");
        using RawConnection connection = new(server.Address);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        await connection.SendAsync("PUT /api/datasets/big HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 10000000000\r\n\r\n");
        string answer = await connection.ReadHeadersAsync();

        answer.ShouldStartWith("HTTP/1.1 413 ");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(4 << 20);
        UploadedFiles().ShouldBeEmpty();
    }

    [Test]
    public async Task Body_WithoutADeclaredLength_IsCutOffAtTheLimit()
    {
        TestServer server = await StartAsync("WebHost:MaxBodyBytes=1000000");
        using RawConnection connection = new(server.Address);
        byte[] chunk = Encoding.ASCII.GetBytes($"{0x10000:x}\r\n{new string('\n', 0x10000)}\r\n");
        await connection.SendAsync("PUT /api/datasets/big HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        long sent = 0;
        try
        {
            for (; sent < 200_000_000; sent += chunk.Length)
            {
                await connection.SendAsync(chunk);
            }
        }
        catch (IOException)
        {
            // The server closed.
        }

        sent.ShouldBeLessThan(64_000_000, "what the buffers of both sides hold");
        UploadedFiles().ShouldBeEmpty();
    }

    [TestCase("WebHost:MaxBodyBytes=1024", 40, "Expected a shorter request body.")]
    [TestCase("WebHost:MaxRows=20", 21, "Line 21: Expected at most 20 lines, but there is more.")]
    [TestCase("WebHost:MaxVectors=40", 21, "Line 21: Expected at most 40 vectors and lists of vectors, but there is more.")]
    [TestCase("WebHost:MaxRowBytes=64", 20, "Line 1: Expected a line of at most 64 bytes, but there is more.")]
    [TestCase("WebHost:MaxDimension=3", 20, "Line 1: Expected vectors of at most 3 values, but got 4.")]
    public async Task Upload_OverALimit_IsRefusedAndLeavesNothing(string setting, int rows, string problem)
    {
        TestServer server = await StartAsync(setting);

        (await server.PutAsync("big", Pairs.Rows(rows)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe([problem]);

        UploadedFiles().ShouldBeEmpty();
    }

    [TestCase("WebHost:MaxRows=20")]
    [TestCase("WebHost:MaxVectors=40")]
    [TestCase("WebHost:MaxDimension=4")]
    [TestCase("WebHost:MaxRowBytes=160")]
    public async Task Upload_AtALimit_IsTaken(string setting)
    {
        TestServer server = await StartAsync(setting);

        (await server.PutAsync("fits", Pairs.Rows(20))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await server.PutAsync("fits-too", Pairs.Rows(20).TrimEnd())).StatusCode.ShouldBe(HttpStatusCode.Created, "the last line may lack its end");
    }

    [Test]
    public async Task Upload_LargerThanOtherBodiesMayBe_IsTaken()
    {
        TestServer server = await StartAsync();
        string rows = Pairs.Rows(rows: 3000, dimension: 32);

        (await server.PutAsync("large", rows)).StatusCode.ShouldBe(HttpStatusCode.Created);

        rows.Length.ShouldBeGreaterThan(1 << 20);
        File.ReadAllText(Root.File("data/datasets/large.jsonl")).ShouldBe(rows);
    }

    [Test]
    public async Task Submission_LongerThan64Kilobytes_IsRefused()
    {
        TestServer server = await StartAsync();
        using StringContent content = new($"{{\"dataset\":\"{new string('x', 70_000)}\"}}", Encoding.UTF8, "application/json");

        (await server.Client.PostAsync("/api/jobs", content).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe(["Expected a shorter request body."]);
    }

    [Test]
    public async Task Overrides_MoreThan32_AreRefused()
    {
        TestServer server = await StartAsync();
        Dictionary<string, string> overrides = Enumerable.Range(0, 33).ToDictionary(static i => $"Optimizer:A{i.ToString(CultureInfo.InvariantCulture)}:LearningRate", static _ => "1");

        (await server.SubmitAsync(new { dataset = "toy", overrides }).ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["overrides: Expected at most 32, but got 33."]);
    }

    [Test]
    public async Task Steps_OfAProfileAboveTheLimit_AreRefused()
    {
        TestServer server = await StartAsync("WebHost:MaxSteps=2999");

        (await server.SubmitAsync(new { dataset = "toy", profile = "careful" }).ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["Expected a run of at most 2999 steps, but it would have 3000."]);
        (await server.SubmitAsync(new { dataset = "toy", profile = "quick" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task Steps_GivenInEpochs_AreCountedWithTheData()
    {
        TestServer server = await StartAsync("WebHost:MaxSteps=11", "RuVectorTraining:Trainer:Epochs=2", "WebHost:AllowedOverrides:0:Key=Trainer:Epochs");
        (await server.SubmitAsync(new { id = "fits", dataset = "toy", overrides = new Dictionary<string, string> { ["Trainer:BatchSize"] = "41" } })).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await server.SubmitAsync(new { dataset = "toy" }).ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["Expected a run of at most 11 steps, but it would have 12."]);
    }

    [Test]
    public async Task Queue_ThatIsFull_AnswersWhenToComeAgain()
    {
        TestServer server = await StartAsync("RuVectorTraining:Jobs:QueueCapacity=1");
        await JobTests.SubmitLongAsync(server, "runs");
        await JobTests.SubmitLongAsync(server, "waits");

        using HttpResponseMessage refused = await server.SubmitAsync(new { id = "late", dataset = "toy" });
        (await Task.FromResult(refused).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests)).ShouldHaveSingleItem().ShouldStartWith("Expected a place in the queue, but 1 jobs wait, as many as may.");

        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        (await server.GetJsonAsync("/api/jobs")).GetArrayLength().ShouldBe(2);
        Directory.Exists(Root.File("data/jobs/late")).ShouldBeFalse();
    }

    [Test]
    public async Task Uploads_MoreAtOnceThanMay_AreRefusedUntilOneEnds()
    {
        TestServer server = await StartAsync("WebHost:MaxConcurrentUploads=1");
        string rows = Pairs.Rows(5);
        using RawConnection slow = new(server.Address);
        await slow.SendAsync($"PUT /api/datasets/slow HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: {rows.Length}\r\nExpect: 100-continue\r\n\r\n");
        (await slow.ReadHeadersAsync()).ShouldStartWith("HTTP/1.1 100 ");

        using HttpResponseMessage refused = await server.PutAsync("fast", rows);
        (await Task.FromResult(refused).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests)).ShouldBe(["As many of these requests are under way as may."]);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        await slow.SendAsync(rows);
        (await slow.ReadAnswerAsync()).ShouldStartWith("HTTP/1.1 201 ");

        (await server.PutAsync("fast", rows)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task Upload_OfTheSameIdWhileOneIsUnderWay_IsRefused()
    {
        TestServer server = await StartAsync();
        string rows = Pairs.Rows(5);
        using RawConnection slow = new(server.Address);
        await slow.SendAsync($"PUT /api/datasets/same HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: {rows.Length}\r\nExpect: 100-continue\r\n\r\n");
        await slow.ReadHeadersAsync();

        await server.PutAsync("same", rows).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        await slow.SendAsync(rows);

        (await slow.ReadAnswerAsync()).ShouldStartWith("HTTP/1.1 201 ");
    }

    [Test]
    public async Task Upload_ThatTakesTooLong_IsRefused()
    {
        TestServer server = await StartAsync("WebHost:UploadTimeout=00:00:01");
        using RawConnection slow = new(server.Address);
        await slow.SendAsync("PUT /api/datasets/slow HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 10\r\n\r\n[");

        (await slow.ReadHeadersAsync()).ShouldStartWith("HTTP/1.1 408 ");

        UploadedFiles().ShouldBeEmpty();
    }

    [Test]
    public async Task DataSets_MoreThanMay_AreRefusedUntilOneIsDeleted()
    {
        TestServer server = await StartAsync("WebHost:MaxDatasets=1");
        await server.PutAsync("one", Pairs.Rows(5));

        (await server.PutAsync("two", Pairs.Rows(5)).ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected a place for the data set, but there are 1, as many as may. Delete one."]);
        await server.Client.DeleteAsync("/api/datasets/one");

        (await server.PutAsync("two", Pairs.Rows(5))).StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonElement datasets = await server.GetJsonAsync("/api/datasets");
        datasets.EnumerateArray().Select(static dataset => dataset.GetProperty("id").GetString()).ShouldBe(["toy", "two"]);
    }

    [TestCase("GET /api/jobs?{0} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 5_000, "414")]
    [TestCase("GET /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: {0}\r\n\r\n", 20_000, "431")]
    public async Task Head_LongerThanMay_IsRefused(string request, int length, string status)
    {
        TestServer server = await StartAsync();
        using RawConnection connection = new(server.Address);

        await connection.SendAsync(request.Replace("{0}", new string('x', length), StringComparison.Ordinal));

        (await connection.ReadHeadersAsync()).ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Test]
    public async Task Head_MoreHeadersThanMay_IsRefused()
    {
        TestServer server = await StartAsync();
        using RawConnection connection = new(server.Address);

        await connection.SendAsync($"GET /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Concat(Enumerable.Repeat("X-A: 1\r\n", 70))}\r\n");

        (await connection.ReadHeadersAsync()).ShouldStartWith("HTTP/1.1 431 ");
    }
}
