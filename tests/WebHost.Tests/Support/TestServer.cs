using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RuVector.Training.Hosting;

namespace WebHost.Tests;

/// <summary>The sample in this process: the real server on a free port of the loopback address.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, RecordedErrors errors)
    {
        (_app, Errors) = (app, errors);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Gets what the server did not expect.</summary>
    public RecordedErrors Errors { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="settings">Settings of the configuration, as <c>key=value</c>.</param>
    public static Task<TestServer> StartAsync(string folder, params string[] settings) => StartAsync(folder, TimeProvider.System, settings);

    /// <summary>Starts a server with a clock.</summary>
    public static async Task<TestServer> StartAsync(string folder, TimeProvider time, params string[] settings)
    {
        RecordedErrors errors = new();
        WebApplication app = Create(folder, errors, time, settings);
        await app.StartAsync();
        return new TestServer(app, errors);
    }

    public static WebApplication Create(string folder, RecordedErrors errors, params string[] settings) => Create(folder, errors, TimeProvider.System, settings);

    private static WebApplication Create(string folder, RecordedErrors errors, TimeProvider time, string[] settings) => TrainingWebApp.Create([], builder =>
    {
        builder.Services.AddSingleton(time);
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.Configuration.AddInMemoryCollection(new[] { $"WebHost:Folder={folder}", "urls=http://127.0.0.1:0" }.Concat(settings).Select(Setting).GroupBy(static setting => setting.Key).Select(static same => same.Last()));
    });

    public Task<HttpResponseMessage> PutAsync(string id, string rows) => Client.PutAsync($"/api/datasets/{id}", Rows(rows));

    public static StringContent Rows(string rows)
    {
        StringContent content = new(rows);
        content.Headers.ContentType = new("application/x-ndjson");
        return content;
    }

    public Task<HttpResponseMessage> SubmitAsync(object submission) => Client.PostAsJsonAsync("/api/jobs", submission);

    public Task<HttpResponseMessage> PostAsync(string path) => Client.PostAsync(path, null);

    /// <summary>Gets a path that answers with JSON.</summary>
    public async Task<JsonElement> GetJsonAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Watches a job to the end of its attempt.</summary>
    /// <returns>The job as it ended.</returns>
    public async Task<JsonElement> EndOfAsync(string id)
    {
        await using EventReader events = await WatchAsync(id);
        JsonElement job = (await events.ToEndAsync())[^1].Data;
        await Services.GetRequiredService<ITrainingService>().WaitAsync(id); // what is counted and logged at the end comes after the last event
        return job;
    }

    public async Task<EventReader> WatchAsync(string id, long? lastEvent = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/jobs/{id}/events");
        if (lastEvent is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEvent.Value.ToString(CultureInfo.InvariantCulture));
        }

        HttpResponseMessage response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(), Encoding.UTF8));
    }

    /// <summary>Stops the server as a signal does.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static KeyValuePair<string, string?> Setting(string assignment)
    {
        int end = assignment.IndexOf('=');
        return new(assignment[..end], assignment[(end + 1)..]);
    }
}
