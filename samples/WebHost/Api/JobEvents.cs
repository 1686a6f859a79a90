using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RuVector.Training.Hosting;
using RuVector.Training.Trainer;
using WebHost.Jobs;
using WebHost.Problems;

namespace WebHost.Api;

/// <summary>A job as server-sent events: its state, then every step, then its state at the end of the attempt.</summary>
internal static class JobEvents
{
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15); // proxies close what is silent for longer

    public static async Task WriteAsync(string id, HttpContext context, JobDesk desk, ITrainingService jobs, TimeProvider time)
    {
        long afterStep = LastStep(context.Request);
        JobView job = JobView.Of(desk.Get(id));
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no"; // for proxies that would collect events
        await WriteAsync(context, "state", null, job, ApiJson.Default.JobView);

        using CancellationTokenSource watching = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using IAsyncEnumerator<TrainingProgress> steps = jobs.WatchAsync(id, afterStep, watching.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await NextAsync(steps, context, watching, time))
        {
            await WriteAsync(context, "progress", steps.Current.Step, ProgressView.Of(steps.Current), ApiJson.Default.ProgressView);
        }

        if (jobs.Find(id) is { } ended)
        {
            await WriteAsync(context, "state", null, JobView.Of(ended), ApiJson.Default.JobView);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<TrainingProgress> steps, HttpContext context, CancellationTokenSource watching, TimeProvider time)
    {
        Task<bool> next = steps.MoveNextAsync().AsTask();
        try
        {
            await SendUntilAsync(next, context, time);
        }
        catch
        {
            await watching.CancelAsync(); // nobody may leave while the next step is waited for
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await next;
    }

    // What is written is sent before there is anything to wait for; while nothing comes, a comment says that the connection lives.
    private static async Task SendUntilAsync(Task next, HttpContext context, TimeProvider time)
    {
        while (!next.IsCompleted)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            try
            {
                await next.WaitAsync(_silence, time);
            }
            catch (TimeoutException)
            {
                await context.Response.WriteAsync(":\n\n", context.RequestAborted);
            }
        }
    }

    private static long LastStep(HttpRequest request)
    {
        string text = request.Headers["Last-Event-ID"].ToString();
        return text.Length == 0 ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step
            : throw new ProblemException(StatusCodes.Status400BadRequest, "Last-Event-ID: Expected the number of a step.");
    }

    private static Task WriteAsync<T>(HttpContext context, string name, long? id, T data, JsonTypeInfo<T> type) =>
        context.Response.WriteAsync($"event: {name}\n{(id is null ? "" : string.Create(CultureInfo.InvariantCulture, $"id: {id}\n"))}data: {JsonSerializer.Serialize(data, type)}\n\n", context.RequestAborted);
}
