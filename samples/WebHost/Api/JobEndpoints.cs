using Microsoft.AspNetCore.Http.HttpResults;
using RuVector.Training.Hosting;
using WebHost.Jobs;
using WebHost.Problems;
using WebHost.Security;

namespace WebHost.Api;

/// <summary>Jobs: submitted, watched, cancelled, resumed, removed, and what they trained.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api)
    {
        RouteGroupBuilder jobs = api.MapGroup("/jobs");
        jobs.MapGet("", static (JobDesk desk) => (IReadOnlyList<JobView>)[.. desk.List().Select(JobView.Of)]).WithSummary("Lists jobs, the one submitted first first");
        jobs.MapPost("", SubmitAsync).WithSummary("Submits a job").Accepts<JobSubmission>("application/json")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429);
        jobs.MapGet("/{id}", static (string id, JobDesk desk) => JobView.Of(desk.Get(id))).WithSummary("Shows a job").ProducesProblem(400).ProducesProblem(404);
        jobs.MapPost("/{id}/cancel", static (string id, JobDesk desk) => Accepted(desk.Cancel(id))).WithSummary("Cancels a job; one that runs saves its last step first")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        jobs.MapPost("/{id}/resume", static (string id, JobDesk desk) => Accepted(desk.Resume(id))).WithSummary("Resumes a job from its newest checkpoint")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(429);
        jobs.MapDelete("/{id}", Remove).WithSummary("Removes a job that has ended, with its files").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        jobs.MapGet("/{id}/adapter", Download).WithSummary("Downloads the trained adapter").Produces<Stream>(200, "application/octet-stream").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        jobs.MapGet("/{id}/events", JobEvents.WriteAsync).WithSummary("Watches a job: server-sent events").RequireRateLimiting(ServerLimits.Streams)
            .Produces<string>(200, JobEvents.ContentType).ProducesProblem(400).ProducesProblem(404).ProducesProblem(429);
    }

    private static async Task<Accepted<JobView>> SubmitAsync(HttpRequest request, JobDesk desk) => Accepted(desk.Submit(await SubmissionReader.ReadAsync(request)));

    private static Accepted<JobView> Accepted(TrainingJob job) => TypedResults.Accepted($"/api/jobs/{job.Id}", JobView.Of(job));

    private static NoContent Remove(string id, JobDesk desk)
    {
        desk.Remove(id);
        return TypedResults.NoContent();
    }

    private static FileStreamHttpResult Download(string id, JobDesk desk)
    {
        TrainingJob job = desk.Get(id);
        if (job.State != TrainingJobState.Succeeded)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, $"Expected a job that succeeded, but it is {job.State}.");
        }

        try
        {
            return TypedResults.Stream(File.OpenRead(Path.Combine(job.Folder, DatasetWork.AdapterName)), "application/octet-stream", $"{job.Id}.safetensors");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(StatusCodes.Status404NotFound, "The adapter is gone.");
        }
    }
}
