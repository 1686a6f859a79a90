using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Evaluation;
using RuVector.Training.Trainer;
using WebHost.Datasets;

namespace WebHost.Tests;

[TestFixture]
public sealed class JobTests : ServerFixture
{
    [Test]
    public async Task Submit_UploadedPairs_TrainsAnAdapterThatReproducesItsMetrics()
    {
        TestServer server = await StartAsync();
        string rows = Pairs.Rows(rows: 200, dimension: 8);
        (await server.PutAsync("clicks", rows)).StatusCode.ShouldBe(HttpStatusCode.Created);

        using HttpResponseMessage accepted = await server.SubmitAsync(new { id = "march", dataset = "clicks", profile = "quick", overrides = new Dictionary<string, string> { ["Optimizer:Type"] = "Lion", ["Optimizer:Lion:LearningRate"] = "0.02" } });
        JsonElement job = await server.EndOfAsync("march");
        byte[] adapter = await server.Client.GetByteArrayAsync("/api/jobs/march/adapter");

        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        accepted.Headers.Location!.ToString().ShouldBe("/api/jobs/march");
        job.GetProperty("state").GetString().ShouldBe("Succeeded");
        (job.GetProperty("profile").GetString(), job.GetProperty("dataset").GetString(), job.GetProperty("overrides").ToString()).ShouldBe(("quick", "clicks", """{"Optimizer:Type":"Lion","Optimizer:Lion:LearningRate":"0.02"}"""));
        (job.GetProperty("hasAdapter").GetBoolean(), job.GetProperty("canResume").GetBoolean()).ShouldBe((true, false));
        job.GetProperty("progress").GetProperty("step").GetInt64().ShouldBe(200);
        Metric(job, "before", "MRR").ShouldBeLessThan(0.2);
        Metric(job, "after", "MRR").ShouldBeGreaterThan(0.9);
        File.WriteAllBytes(Root.File("adapter.safetensors"), adapter);
        EvaluateHeldOut(AdapterFile.Read(Root.File("adapter.safetensors")), rows).ShouldBe(Metric(job, "after", "MRR"), 1e-12);
        (await server.GetJsonAsync("/api/jobs/march")).ToString().ShouldBe(job.ToString());
        (await server.GetJsonAsync("/api/jobs")).EnumerateArray().Single().ToString().ShouldBe(job.ToString());
    }

    [Test]
    public async Task Submit_WithoutAnId_MakesOne()
    {
        TestServer server = await StartAsync();

        using HttpResponseMessage accepted = await server.SubmitAsync(new { dataset = "toy", profile = "quick" });

        string id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        accepted.Headers.Location!.ToString().ShouldBe($"/api/jobs/{id}");
        (await server.EndOfAsync(id)).GetProperty("state").GetString().ShouldBe("Succeeded");
    }

    [Test]
    public async Task Adapter_JobThatDidNotSucceed_IsAConflict()
    {
        TestServer server = await StartAsync();
        await SubmitLongAsync(server, "long");

        (await server.Client.GetAsync("/api/jobs/long/adapter").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldHaveSingleItem().ShouldStartWith("Expected a job that succeeded, but it is ");
        using HttpResponseMessage cancelled = await server.PostAsync("/api/jobs/long/cancel");

        cancelled.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await server.EndOfAsync("long")).GetProperty("state").GetString().ShouldBe("Cancelled");
        (await server.Client.GetAsync("/api/jobs/long/adapter").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected a job that succeeded, but it is Cancelled."]);
    }

    [Test]
    public async Task States_WhatTheyDoNotAllow_IsAConflict()
    {
        TestServer server = await StartAsync();
        await SubmitLongAsync(server, "long");

        (await server.Client.DeleteAsync("/api/jobs/long").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected a job that has ended, but it waits or runs. Cancel it first."]);
        await server.PostAsync("/api/jobs/long/resume").ShouldBeProblemAsync(HttpStatusCode.Conflict);
        await server.SubmitAsync(new { id = "long", dataset = "toy" }).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        await server.PostAsync("/api/jobs/long/cancel");
        await server.EndOfAsync("long");
        (await server.PostAsync("/api/jobs/long/cancel").ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldBe(["Expected a job that waits or runs, but it has ended."]);
        (await server.Client.DeleteAsync("/api/jobs/long")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        Directory.Exists(Root.File("data/jobs/long")).ShouldBeFalse();
        (await server.GetJsonAsync("/api/jobs")).GetArrayLength().ShouldBe(0);
    }

    [TestCase("GET", "/api/jobs/none")]
    [TestCase("GET", "/api/jobs/none/adapter")]
    [TestCase("GET", "/api/jobs/none/events")]
    [TestCase("POST", "/api/jobs/none/cancel")]
    [TestCase("POST", "/api/jobs/none/resume")]
    [TestCase("DELETE", "/api/jobs/none")]
    public async Task Jobs_UnknownId_IsNotFound(string method, string path)
    {
        TestServer server = await StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        (await server.Client.SendAsync(request).ShouldBeProblemAsync(HttpStatusCode.NotFound)).ShouldBe(["There is no job 'none'."]);
    }

    [TestCase("GET", "/api/jobs/{0}")]
    [TestCase("GET", "/api/jobs/{0}/adapter")]
    [TestCase("GET", "/api/jobs/{0}/events")]
    [TestCase("POST", "/api/jobs/{0}/cancel")]
    [TestCase("POST", "/api/jobs/{0}/resume")]
    [TestCase("DELETE", "/api/jobs/{0}")]
    [TestCase("PUT", "/api/datasets/{0}")]
    [TestCase("DELETE", "/api/datasets/{0}")]
    public async Task Ids_ThatAreNone_AreRefusedEverywhere(string method, string path)
    {
        TestServer server = await StartAsync();
        foreach (string id in new[] { "A", "-a", "_a", "a.b", "a%20b", "%C3%A4", "..%5C..", "..%2F..", "%2e%2e%2f", "a%0A", new string('a', 65), "toy.jsonl", "%2Fetc%2Fpasswd" })
        {
            using HttpRequestMessage request = new(new HttpMethod(method), string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id)) { Content = TestServer.Rows(Pairs.Rows(5)) };
            (await server.Client.SendAsync(request).ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(["id: Expected 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit."], id);
        }

        UploadedFiles().ShouldBeEmpty();
    }

    [TestCase("""{"dataset":"none"}""", HttpStatusCode.NotFound, "There is no data set 'none'.")]
    [TestCase("""{"dataset":"../toy"}""", HttpStatusCode.BadRequest, "dataset: Expected 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit.")]
    [TestCase("""{"dataset":"toy","id":"../x"}""", HttpStatusCode.BadRequest, "id: Expected 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit.")]
    [TestCase("""{"dataset":"toy","profile":"quickk"}""", HttpStatusCode.BadRequest, "RuVectorTraining:Profiles: 'quickk' is not known. Did you mean 'quick'? Known: careful, quick.")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":"20001"}}""", HttpStatusCode.BadRequest, "Trainer:Steps: Expected a number in [1, 20000].")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":"0x10"}}""", HttpStatusCode.BadRequest, "Trainer:Steps: Expected a number in [1, 20000].")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":"NaN"}}""", HttpStatusCode.BadRequest, "Trainer:Steps: Expected a number in [1, 20000].")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":"1.5"}}""", HttpStatusCode.BadRequest, "RuVectorTraining:Trainer:Steps (overridden): Expected a whole number")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Epochs":"9"}}""", HttpStatusCode.BadRequest, "overrides: Expected one of Trainer:Steps, ")]
    [TestCase("""{"dataset":"toy","overrides":{"Jobs:Folder":"/etc"}}""", HttpStatusCode.BadRequest, "overrides: Expected one of Trainer:Steps, ")]
    [TestCase("""{"dataset":"toy","overrides":{"Optimizer:Type":"Lionn"}}""", HttpStatusCode.BadRequest, "Optimizer:Type: Expected one of AdamW, Adam, Lion, Lamb, Muon, Sgd.")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":null}}""", HttpStatusCode.BadRequest, "overrides: Expected texts of at most 128 characters.")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":"9","trainer:steps":"8"}}""", HttpStatusCode.BadRequest, "overrides: Expected each setting once; upper and lower case are the same.")]
    [TestCase("""{"dataset":"toy","overrides":{"Trainer:Steps":9}}""", HttpStatusCode.BadRequest, "Expected a JSON object with ")]
    [TestCase("""{"dataset":"toy","dataset":"toy"}""", HttpStatusCode.BadRequest, "Expected a JSON object with ")]
    [TestCase("""{"dataset":"toy","x":1}""", HttpStatusCode.BadRequest, "Expected a JSON object with ")]
    [TestCase("""{"dataset":null}""", HttpStatusCode.BadRequest, "Expected a JSON object with ")]
    [TestCase("{}", HttpStatusCode.BadRequest, "Expected a JSON object with ")]
    [TestCase("null", HttpStatusCode.BadRequest, "Expected an object, but got null.")]
    [TestCase("", HttpStatusCode.BadRequest, "Expected a JSON object with ")]
    public async Task Submit_BadRequest_IsToldWhatWasExpected(string body, HttpStatusCode status, string problem)
    {
        TestServer server = await StartAsync();
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        (await server.Client.PostAsync("/api/jobs", content).ShouldBeProblemAsync(status)).ShouldHaveSingleItem().ShouldStartWith(problem);

        (await server.GetJsonAsync("/api/jobs")).GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Submit_SeveralProblems_AreAllListed()
    {
        TestServer server = await StartAsync();

        IReadOnlyList<string> problems = await server.SubmitAsync(new { dataset = "toy", overrides = new Dictionary<string, string> { ["Optimizer:Type"] = "Lionn", ["Trainer:BatchSize"] = "1e9", ["Loss:Type"] = "" } })
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problems.Select(static problem => problem.Split(": ")[0]).ShouldBe(["Optimizer:Type", "Trainer:BatchSize", "Loss:Type"]);
    }

    [Test]
    public async Task Submit_AnotherContentType_IsRefused()
    {
        TestServer server = await StartAsync();
        using StringContent content = new("""{"dataset":"toy"}""", Encoding.UTF8, "text/plain"); // what a form of another site can send

        using HttpResponseMessage response = await server.Client.PostAsync("/api/jobs", content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await server.GetJsonAsync("/api/jobs")).GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Profiles_AreThoseOfTheConfigurationWithTheirParts()
    {
        TestServer server = await StartAsync();

        JsonElement profiles = await server.GetJsonAsync("/api/profiles");

        profiles.GetProperty("profiles").ToString().ShouldBe("""["careful","quick"]""");
        profiles.GetProperty("parts").GetProperty("Optimizer").EnumerateArray().Select(static name => name.GetString()).ShouldContain("Lion");
        profiles.GetProperty("overrides").EnumerateArray().Select(static path => path.GetString()).ShouldContain("Optimizer:*:LearningRate");
    }

    [Test]
    public async Task Parts_EachOfThem_TrainsTheToySet()
    {
        TestServer server = await StartAsync();
        JsonElement parts = (await server.GetJsonAsync("/api/profiles")).GetProperty("parts");
        foreach (JsonProperty part in parts.EnumerateObject())
        {
            foreach (string name in part.Value.EnumerateArray().Select(static name => name.GetString()!))
            {
                string id = $"{part.Name}-{name}".ToLowerInvariant();
                (await server.SubmitAsync(new { id, dataset = "toy", overrides = new Dictionary<string, string> { [$"{part.Name}:Type"] = name, ["Trainer:Steps"] = "20" } })).StatusCode.ShouldBe(HttpStatusCode.Accepted, id);
                JsonElement job = await server.EndOfAsync(id);
                job.GetProperty("state").GetString().ShouldBe("Succeeded", $"{id}: {job}");
            }
        }
    }

    internal static async Task SubmitLongAsync(TestServer server, string id) =>
        (await server.SubmitAsync(new { id, dataset = "toy", overrides = new Dictionary<string, string> { ["Trainer:Steps"] = "20000" } })).StatusCode.ShouldBe(HttpStatusCode.Accepted);

    private static double Metric(JsonElement job, string when, string name) =>
        job.GetProperty(when).EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();

    private static double EvaluateHeldOut(IEmbeddingModel adapter, string rows)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(rows));
        PairDataset data = new HeldOutSplit(JsonlFile.ReadPairs(stream, "rows").Data).HeldOut;
        float[,] queries = new float[data.QueryCount, adapter.OutputDimension];
        adapter.Forward(data.Queries, queries);
        return RetrievalEvaluator.Evaluate(queries, data.Documents, data.Positives).MeanReciprocalRank;
    }
}
