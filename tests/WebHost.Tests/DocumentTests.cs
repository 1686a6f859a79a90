using System.Text.Json;

namespace WebHost.Tests;

[TestFixture]
public sealed class DocumentTests : ServerFixture
{
    [Test]
    public async Task OpenApi_ListsEveryEndpoint()
    {
        TestServer server = await StartAsync();

        JsonElement document = await server.GetJsonAsync("/openapi/v1.json");

        document.GetProperty("info").GetProperty("title").GetString().ShouldBe("Training jobs");
        document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}")).ShouldBe(
        [
            "get /api/datasets", "put /api/datasets/{id}", "delete /api/datasets/{id}", "get /api/profiles", "get /api/jobs", "post /api/jobs", "get /api/jobs/{id}", "delete /api/jobs/{id}",
            "post /api/jobs/{id}/cancel", "post /api/jobs/{id}/resume", "get /api/jobs/{id}/adapter", "get /api/jobs/{id}/events", "get /metrics",
        ], ignoreOrder: true);
    }

    [Test]
    public async Task OpenApi_Schemas_AreThoseOfTheAnswers()
    {
        TestServer server = await StartAsync();
        await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" });
        JsonElement job = await server.EndOfAsync("quick");

        JsonElement schemas = (await server.GetJsonAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        Names(schemas.GetProperty("JobView").GetProperty("properties")).ShouldBe(Names(job));
        Names(schemas.GetProperty("ProgressView").GetProperty("properties")).ShouldBe(Names(job.GetProperty("progress")));
        Names(schemas.GetProperty("JobSubmission").GetProperty("properties")).ShouldBe(["dataset", "id", "profile", "overrides"], ignoreOrder: true);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(static property => property.Name);
}
