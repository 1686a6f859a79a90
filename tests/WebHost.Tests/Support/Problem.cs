using System.Net;
using System.Text.Json;

namespace WebHost.Tests;

/// <summary>What is the same in all answers that refuse.</summary>
internal static class Problem
{
    /// <summary>Requires problem details of a status that name no place of this machine.</summary>
    /// <returns>The problems.</returns>
    public static async Task<IReadOnlyList<string>> ShouldBeProblemAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status)
    {
        using HttpResponseMessage response = await answer;
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonElement problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        body.ShouldNotContain("   at ");
        body.ShouldNotContain(Path.GetTempPath());
        body.ShouldNotContain("Exception");
        string[] errors = [.. problem.GetProperty("errors").EnumerateArray().Select(static error => error.GetString()!)];
        problem.GetProperty("detail").GetString().ShouldBe(string.Join(" ", errors));
        return errors;
    }
}
