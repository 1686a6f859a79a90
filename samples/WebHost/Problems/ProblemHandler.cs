using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using RuVector.Training.Hosting;

namespace WebHost.Problems;

/// <summary>Turns what is thrown into problem details. What is not known here becomes a 500 that says nothing; the log has it.</summary>
internal sealed class ProblemHandler(IHostApplicationLifetime host) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // nobody reads it
            return true;
        }

        await WriteAsync(context, ToProblem(exception));
        return true;
    }

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, ProblemException problem)
    {
        if (problem.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        ProblemDetails details = new()
        {
            Status = problem.Status,
            Title = ReasonPhrases.GetReasonPhrase(problem.Status),
            Detail = problem.Message,
            Extensions = { ["errors"] = problem.Errors },
        };
        return TypedResults.Problem(details).ExecuteAsync(context);
    }

    private ProblemException ToProblem(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        OptionsValidationException e => new(StatusCodes.Status400BadRequest, [.. e.Failures]),
        TrainingQueueFullException e => new(StatusCodes.Status429TooManyRequests, e.Message) { RetryAfter = e.RetryAfter },
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(StatusCodes.Status413PayloadTooLarge, "Expected a shorter request body."),
        BadHttpRequestException e => new(e.StatusCode, "Expected a well-formed request."),
        IOException or UnauthorizedAccessException => new(StatusCodes.Status503ServiceUnavailable, "The storage of the server refused."),
        _ when host.ApplicationStopping.IsCancellationRequested => new(StatusCodes.Status503ServiceUnavailable, "The server is stopping."),
        _ => new(StatusCodes.Status500InternalServerError, "The server failed; its log says why."),
    };
}
