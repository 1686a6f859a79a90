using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace WebHost.Tests;

[TestFixture]
public sealed class ApiKeyTests : ServerFixture
{
    private const string Key = "a-key-of-some-length";

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a-key-of-some-lengtH")]
    [TestCase("a-key-of-some-length ,")]
    [TestCase("a-key-of-some-lengthx")]
    public async Task Requests_WithoutTheKey_AreRefused(string? key)
    {
        TestServer server = await StartAsync($"WebHost:ApiKey={Key}");
        foreach (string request in new[]
        {
            "GET /api/datasets", "PUT /api/datasets/x", "DELETE /api/datasets/x", "GET /api/profiles", "GET /api/jobs", "POST /api/jobs", "GET /api/jobs/x", "POST /api/jobs/x/cancel",
            "POST /api/jobs/x/resume", "DELETE /api/jobs/x", "GET /api/jobs/x/adapter", "GET /api/jobs/x/events", "GET /metrics", "GET /API/jobs",
        })
        {
            using HttpRequestMessage message = new(new HttpMethod(request.Split(' ')[0]), request.Split(' ')[1]);
            if (key is not null)
            {
                message.Headers.TryAddWithoutValidation("X-Api-Key", key);
            }

            (await server.Client.SendAsync(message).ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe(["Expected the key of this server in the header X-Api-Key."], request);
        }
    }

    [TestCase("/")]
    [TestCase("/index.html")]
    [TestCase("/app.js")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Page_HealthAndDocument_NeedNone(string path)
    {
        TestServer server = await StartAsync($"WebHost:ApiKey={Key}");

        (await server.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Requests_WithTheKey_AreServed()
    {
        TestServer server = await StartAsync($"WebHost:ApiKey={Key}");
        server.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);

        (await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await server.EndOfAsync("quick")).GetProperty("state").GetString().ShouldBe("Succeeded");
        (await server.Client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("name").GetString().ShouldBe("X-Api-Key");
    }

    [TestCase("http://0.0.0.0:0")]
    [TestCase("http://*:0")]
    [TestCase("http://[::]:0")]
    public async Task Start_AddressForOthersWithoutAKey_IsRefused(string url)
    {
        await using WebApplication app = TestServer.Create(Root.File("data"), new RecordedErrors(), $"urls={url}");

        OptionsValidationException refusal = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync());

        refusal.Failures.ShouldHaveSingleItem().ShouldMatch(@"^WebHost:ApiKey: Expected a key, because the server is to listen on (0\.0\.0\.0|\[::\]):0, which other machines reach, but got none\.$");
    }

    [Test]
    public async Task Start_AddressForOthersWithAKey_IsServedUnderAllowedNames()
    {
        TestServer server = await StartAsync("urls=http://0.0.0.0:0", $"WebHost:ApiKey={Key}", "AllowedHosts=train.example");
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://127.0.0.1:{server.Address.Port}/api/jobs") { Headers = { { "X-Api-Key", Key }, { "Host", "train.example" } } };
        using HttpRequestMessage other = new(HttpMethod.Get, $"http://127.0.0.1:{server.Address.Port}/api/jobs") { Headers = { { "X-Api-Key", Key } } };

        (await server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.SendAsync(other)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
