using WebHost.Problems;

namespace WebHost.Security;

/// <summary>Refuses what a page of another site makes a browser send. Without a key that is the way into a server on loopback; with one it is the second lock.</summary>
/// <remarks>Browsers tell by <c>Sec-Fetch-Site</c>, older ones by <c>Origin</c>; who sends neither is no browser. The name in <c>Host</c> is checked before (<c>AllowedHosts</c>), so that no name of another site leads here.</remarks>
internal static class OriginGuard
{
    public static void UseOriginGuard(this WebApplication app) => app.Use(static (context, next) =>
        IsFromElsewhere(context.Request) ? ProblemHandler.WriteAsync(context, new ProblemException(StatusCodes.Status403Forbidden, "Expected a request of this site, but another one sent it.")) : next(context));

    private static bool IsFromElsewhere(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none") && !IsLink(request);
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && request.Host.Value is { } host && uri.Authority.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    // Someone follows a link to the page.
    private static bool IsLink(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path == "/" && request.Headers["Sec-Fetch-Mode"] == "navigate";
}
