using System.Net;

namespace WebHost.Tests;

[TestFixture]
public sealed class OriginTests : ServerFixture
{
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")] // another port of this machine
    [TestCase("Sec-Fetch-Site", "SAME-ORIGIN")]
    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "http://127.0.0.1:1")]
    [TestCase("Origin", "null")]
    public async Task Requests_OfAnotherSite_AreRefused(string header, string value)
    {
        TestServer server = await StartAsync();
        await JobTests.SubmitLongAsync(server, "long");
        foreach (string request in new[] { "POST /api/jobs", "POST /api/jobs/long/cancel", "POST /api/jobs/long/resume", "DELETE /api/jobs/long", "PUT /api/datasets/x", "DELETE /api/datasets/x", "GET /api/jobs/long/events", "GET /metrics" })
        {
            using HttpRequestMessage message = new(new HttpMethod(request.Split(' ')[0]), request.Split(' ')[1]);
            message.Headers.Add(header, value);
            (await server.Client.SendAsync(message).ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldBe(["Expected a request of this site, but another one sent it."], request);
        }

        (await server.GetJsonAsync("/api/jobs/long")).GetProperty("state").GetString().ShouldBe("Running");
    }

    [TestCase("Sec-Fetch-Site", "same-origin")]
    [TestCase("Sec-Fetch-Site", "none")]
    [TestCase("Origin", "")]
    public async Task Requests_OfThePage_AreServed(string header, string value)
    {
        TestServer server = await StartAsync();
        await JobTests.SubmitLongAsync(server, "long");
        using HttpRequestMessage message = new(HttpMethod.Post, "/api/jobs/long/cancel");
        message.Headers.Add(header, value.Length == 0 ? server.Address.GetLeftPart(UriPartial.Authority) : value);

        (await server.Client.SendAsync(message)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task Page_BehindALinkOfAnotherSite_IsShown()
    {
        TestServer server = await StartAsync();
        using HttpRequestMessage message = new(HttpMethod.Get, "/") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" } } };

        (await server.Client.SendAsync(message)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("evil.example", HttpStatusCode.BadRequest)]
    [TestCase("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [TestCase("10.0.0.1", HttpStatusCode.BadRequest)]
    [TestCase("localhost", HttpStatusCode.OK)]
    [TestCase("127.0.0.1:5080", HttpStatusCode.OK)]
    [TestCase("[::1]", HttpStatusCode.OK)]
    public async Task Host_OnLoopback_IsANameOfThisMachine(string host, HttpStatusCode status)
    {
        TestServer server = await StartAsync();
        using HttpRequestMessage message = new(HttpMethod.Get, "/api/jobs") { Headers = { { "Host", host } } };

        (await server.Client.SendAsync(message)).StatusCode.ShouldBe(status);
    }

    [Test]
    public async Task Answers_All_HaveTheHeadersOfSecurity()
    {
        TestServer server = await StartAsync();
        foreach (string path in new[] { "/", "/app.js", "/api/jobs", "/api/jobs/none", "/api/jobs/X", "/nothing", "/metrics", "/openapi/v1.json" })
        {
            using HttpResponseMessage response = await server.Client.GetAsync(path);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", path);
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
            response.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("same-origin");
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            response.Headers.Server.ShouldBeEmpty();
        }
    }
}
