using RuVector.Training.Hosting;
using WebHost.Problems;

namespace WebHost.Security;

/// <summary>Refuses ids that are none, before anything looks at them: ids become names of files.</summary>
internal sealed class IdFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.Request.RouteValues.TryGetValue("id", out object? id))
        {
            Require(id as string);
        }

        return next(context);
    }

    /// <exception cref="ProblemException">The text is not an id.</exception>
    public static string Require(string? id, string name = "id") => TrainingJobId.IsValid(id)
        ? id!
        : throw new ProblemException(StatusCodes.Status400BadRequest, $"{name}: Expected 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit.");
}
