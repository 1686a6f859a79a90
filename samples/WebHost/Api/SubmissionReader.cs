using System.Text.Json;
using WebHost.Jobs;
using WebHost.Problems;
using WebHost.Security;

namespace WebHost.Api;

/// <summary>Reads a submission, and says where it is wrong.</summary>
internal static class SubmissionReader
{
    /// <exception cref="ProblemException">The body is no submission.</exception>
    public static async Task<JobSubmission> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "Expected a body of the type application/json.");
        }

        JobSubmission submission = await ParseAsync(request);
        IdFilter.Require(submission.Dataset, "dataset");
        if (submission.Id is not null)
        {
            IdFilter.Require(submission.Id);
        }

        return submission;
    }

    private static async Task<JobSubmission> ParseAsync(HttpRequest request)
    {
        try
        {
            return await BrokenBody.TellAsync(static request => JsonSerializer.DeserializeAsync(request.Body, ApiJson.Default.JobSubmission, request.HttpContext.RequestAborted), request)
                ?? throw new ProblemException(StatusCodes.Status400BadRequest, "Expected an object, but got null.");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $" The mistake is on line {line + 1}, byte {(e.BytePositionInLine ?? 0) + 1}." : "";
            throw new ProblemException(
                StatusCodes.Status400BadRequest, $"Expected a JSON object with the texts dataset and, if wanted, id and profile, and overrides, an object of texts; each once and nothing else.{place}");
        }
    }
}
