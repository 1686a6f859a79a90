using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebHost.Tests;

[TestFixture]
public sealed class CollectorTests : ServerFixture
{
    [Test]
    public async Task Collector_OfTheConfiguration_GetsMetricsAndActivities()
    {
        ConcurrentDictionary<string, string> received = [];
        await using WebApplication collector = await StartCollectorAsync(received);
        TestServer server = await StartAsync($"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.First()}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" });
        await server.EndOfAsync("quick");

        await StopAsync(server); // sends what has not been sent

        received["/v1/metrics"].ShouldContain("ruvector.training.steps");
        received["/v1/traces"].ShouldContain("training job");
        received["/v1/traces"].ShouldContain("quick");
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, string> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using StreamReader body = new(request.Body, Encoding.Latin1);
            string text = await body.ReadToEndAsync();
            received.AddOrUpdate(request.Path, text, (_, before) => before + text);
        });
        await collector.StartAsync();
        return collector;
    }
}
