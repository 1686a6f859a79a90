using System.Net;
using System.Text.Json;

namespace WebHost.Tests;

[TestFixture]
public sealed class DatasetTests : ServerFixture
{
    [Test]
    public async Task List_NewServer_HasTheDataSetOfTheConfiguration()
    {
        TestServer server = await StartAsync();

        JsonElement[] datasets = [.. (await server.GetJsonAsync("/api/datasets")).EnumerateArray()];

        datasets.Select(static dataset => dataset.ToString()).ShouldBe(["""{"id":"toy","queries":256,"documents":256,"pairs":256,"dimension":16,"uploaded":false}"""]);
    }

    [Test]
    public async Task Put_Pairs_AreListedAndSurviveARestart()
    {
        TestServer server = await StartAsync();
        using HttpResponseMessage created = await server.PutAsync("clicks", Pairs.Rows(rows: 9, dimension: 3));
        string listed = (await server.GetJsonAsync("/api/datasets")).ToString();
        await StopAsync(server);
        File.Delete(Root.File("data/datasets/clicks.json")); // made again from the pairs
        File.WriteAllText(Root.File("data/datasets/half.jsonl.tmp"), "");
        File.WriteAllText(Root.File("data/datasets/orphan.json"), "{}");
        File.WriteAllText(Root.File("data/uploads/half.jsonl"), "");

        TestServer next = await StartAsync();

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.ToString().ShouldBe("/api/datasets/clicks");
        (await created.Content.ReadAsStringAsync()).ShouldBe("""{"id":"clicks","queries":9,"documents":9,"pairs":9,"dimension":3,"uploaded":true}""");
        (await next.GetJsonAsync("/api/datasets")).ToString().ShouldBe(listed);
        UploadedFiles().ShouldBe(["clicks.jsonl"]);
    }

    [Test]
    public async Task Put_IdOfAnotherDataSet_IsRefused()
    {
        TestServer server = await StartAsync();
        (await server.PutAsync("clicks", Pairs.Rows(5))).StatusCode.ShouldBe(HttpStatusCode.Created);
        byte[] before = File.ReadAllBytes(Root.File("data/datasets/clicks.jsonl"));

        (await server.PutAsync("clicks", Pairs.Rows(6)).ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected a new id, but there is a data set 'clicks'."]);
        await server.PutAsync("toy", Pairs.Rows(6)).ShouldBeProblemAsync(HttpStatusCode.Conflict);

        File.ReadAllBytes(Root.File("data/datasets/clicks.jsonl")).ShouldBe(before);
    }

    [TestCase("{\"query\":[1,2],\"positive\":[1,NaN]}", "Line 6, column 30: Expected finite numbers, but got NaN.")]
    [TestCase("{\"query\":[1,2],\"positive\":[1,1e39]}", "Line 6, column 30: Expected numbers from -3.4028235E+38 to 3.4028235E+38, but got 1e39.")]
    [TestCase("{\"query\":[1,2],\"positive\":[0,0]}", "Line 6, column 27: Expected positive to be a vector that is not all zeros.")]
    [TestCase("{\"query\":[1,2,3],\"positive\":[1,2]}", "Line 6, column 15: Expected a vector of 2 values, but got more.")]
    [TestCase("{\"query\":\"q1\",\"positive\":[1,2]}", "Line 6, column 10: Expected query to be a vector, but got the text 'q1'. Ids need Queries.")]
    [TestCase("{\"query\":[1,2]}", "Line 6, column 15: Expected the field positive, but there is none.")]
    [TestCase("{", "Line 6, column 2: Expected valid JSON")]
    public async Task Put_BadLine_IsToldWithItsPlaceAndLeavesNothing(string line, string problem)
    {
        TestServer server = await StartAsync();

        IReadOnlyList<string> problems = await server.PutAsync("bad", Pairs.Rows(5, dimension: 2) + line).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
        UploadedFiles().ShouldBeEmpty();
        (await server.PutAsync("bad", Pairs.Rows(5))).StatusCode.ShouldBe(HttpStatusCode.Created, "a refused upload leaves its id free");
    }

    [Test]
    public async Task Put_NothingOrTooFewQueries_IsRefused()
    {
        TestServer server = await StartAsync();

        (await server.PutAsync("none", "\n\n").ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["Expected at least one record, but got none on 2 lines."]);
        (await server.PutAsync("few", Pairs.Rows(4)).ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["Expected 5 or more different queries, because every fifth is held out, but got 4."]);
        UploadedFiles().ShouldBeEmpty();
    }

    [TestCase(null)]
    [TestCase("application/json")]
    [TestCase("text/plain")]
    [TestCase("multipart/form-data; boundary=x")]
    public async Task Put_AnotherContentType_IsRefused(string? type)
    {
        TestServer server = await StartAsync();
        using ByteArrayContent content = new(System.Text.Encoding.UTF8.GetBytes(Pairs.Rows(5)));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using HttpResponseMessage response = await server.Client.PutAsync("/api/datasets/x", content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        UploadedFiles().ShouldBeEmpty();
    }

    [Test]
    public async Task Put_ClientThatLeaves_LeavesNothing()
    {
        TestServer server = await StartAsync();
        using (RawConnection connection = new(server.Address))
        {
            await connection.SendAsync($"PUT /api/datasets/half HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");
            (await connection.ReadHeadersAsync()).ShouldStartWith("HTTP/1.1 100 ");
            UploadedFiles().Length.ShouldBe(1, "it is being received");
            await connection.SendAsync(Pairs.Rows(5));
            connection.EndSending();
            await connection.ReadToEndAsync();
        }

        HttpStatusCode status;
        do // the server may not have noticed yet
        {
            using HttpResponseMessage response = await server.PutAsync("half", Pairs.Rows(5));
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.Conflict);

        status.ShouldBe(HttpStatusCode.Created);
        UploadedFiles().ShouldBe(["half.json", "half.jsonl"]);
    }

    [Test]
    public async Task Delete_DataSets_OnlyUploadedOnesThatNoJobUsesGo()
    {
        TestServer server = await StartAsync();
        (await server.PutAsync("clicks", Pairs.Rows(20))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await server.SubmitAsync(new { id = "long", dataset = "clicks", overrides = new Dictionary<string, string> { ["Trainer:Steps"] = "20000" } })).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await server.Client.DeleteAsync("/api/datasets/clicks").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected a data set that no job uses, but 'long' does."]);
        await server.PostAsync("/api/jobs/long/cancel");
        await server.EndOfAsync("long");
        (await server.Client.DeleteAsync("/api/datasets/clicks")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await server.Client.DeleteAsync("/api/datasets/clicks").ShouldBeProblemAsync(HttpStatusCode.NotFound)).ShouldBe(["There is no data set 'clicks'."]);
        (await server.Client.DeleteAsync("/api/datasets/toy").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected an uploaded data set, but 'toy' is one of the server."]);
        (await server.PostAsync("/api/jobs/long/resume").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected the data set 'clicks' of the job, but it is gone."]);
        UploadedFiles().ShouldBeEmpty();
    }
}
