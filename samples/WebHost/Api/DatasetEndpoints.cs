using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using WebHost.Datasets;
using WebHost.Jobs;
using WebHost.Problems;
using WebHost.Security;
using WebHost.Settings;

namespace WebHost.Api;

/// <summary>Data sets: listed, uploaded, removed.</summary>
internal static class DatasetEndpoints
{
    private const string ContentType = "application/x-ndjson";

    public static void MapDatasets(this RouteGroupBuilder api)
    {
        int maxBytes = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<WebHostOptions>().MaxBodyBytes;
        api.MapGet("/datasets", static (DatasetStore datasets) => datasets.List()).WithSummary("Lists data sets");
        api.MapPut("/datasets/{id}", UploadAsync).WithSummary("Uploads a data set: JSONL pairs with vectors")
            .Accepts<Stream>(ContentType).WithMetadata(new RequestSizeLimitAttribute(maxBytes)).RequireRateLimiting(ServerLimits.Uploads)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429);
        api.MapDelete("/datasets/{id}", Remove).WithSummary("Removes an uploaded data set").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Created<DatasetInfo>> UploadAsync(string id, HttpRequest request, DatasetStore datasets, WebHostOptions options)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, $"Expected a body of the type {ContentType}.");
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        timeout.CancelAfter(options.UploadTimeout);
        try
        {
            return TypedResults.Created($"/api/datasets/{id}", await datasets.AddAsync(id, request.BodyReader, timeout.Token));
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(StatusCodes.Status408RequestTimeout, $"Expected the whole body within {options.UploadTimeout.TotalSeconds} s.");
        }
    }

    private static NoContent Remove(string id, JobDesk jobs)
    {
        jobs.RemoveDataset(id);
        return TypedResults.NoContent();
    }
}
