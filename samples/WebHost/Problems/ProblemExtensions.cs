namespace WebHost.Problems;

/// <summary>Registers problem details for every answer that is an error.</summary>
internal static class ProblemExtensions
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails().AddExceptionHandler<ProblemHandler>();

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = static context => context.HttpContext.Response.StatusCode < StatusCodes.Status500InternalServerError });
        app.UseStatusCodePages(); // those without a body: no such address, no such method
    }
}
