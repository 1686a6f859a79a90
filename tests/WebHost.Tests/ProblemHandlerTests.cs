using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using WebHost.Problems;

namespace WebHost.Tests;

[TestFixture]
public sealed class ProblemHandlerTests
{
    private static readonly TestCaseData[] _failures =
    [
        new TestCaseData(new InvalidDataException("/etc/secret"), 500, "The server failed; its log says why.") { TestName = "{m}(unknown)" },
        new TestCaseData(new ArgumentException("/etc/secret"), 500, "The server failed; its log says why.") { TestName = "{m}(argument)" },
        new TestCaseData(new IOException("/etc/secret is full"), 503, "The storage of the server refused.") { TestName = "{m}(storage)" },
        new TestCaseData(new UnauthorizedAccessException("/etc/secret"), 503, "The storage of the server refused.") { TestName = "{m}(access)" },
        new TestCaseData(new BadHttpRequestException("/etc/secret", 400), 400, "Expected a well-formed request.") { TestName = "{m}(request)" },
    ];

    [TestCaseSource(nameof(_failures))]
    public async Task Handle_Failure_TellsNothingOfTheServer(Exception exception, int status, string problem)
    {
        (int answered, string body) = await HandleAsync(exception, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));

        answered.ShouldBe(status);
        body.ShouldNotContain("secret");
        body.ShouldNotContain(exception.GetType().Name);
        JsonDocument.Parse(body).RootElement.GetProperty("errors").ToString().ShouldBe($"[\"{problem}\"]");
    }

    [Test]
    public async Task Handle_FailureWhileTheServerStops_IsUnavailable()
    {
        ApplicationLifetime host = new(NullLogger<ApplicationLifetime>.Instance);
        host.StopApplication();

        (await HandleAsync(new InvalidOperationException("x"), host)).Status.ShouldBe(503);
    }

    private static async Task<(int Status, string Body)> HandleAsync(Exception exception, IHostApplicationLifetime host)
    {
        using MemoryStream body = new();
        DefaultHttpContext context = new() { RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider() };
        context.Response.Body = body;
        (await new ProblemHandler(host).TryHandleAsync(context, exception, CancellationToken.None)).ShouldBeTrue();
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
