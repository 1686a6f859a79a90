using System.Security.Cryptography;
using System.Text;
using WebHost.Problems;

namespace WebHost.Security;

/// <summary>Lets requests with the key through, and all of them when there is none. An endpoint needs the key unless it says otherwise.</summary>
internal static class ApiKeyGuard
{
    public const string Header = "X-Api-Key";

    public static void UseApiKeyGuard(this WebApplication app, string key)
    {
        if (key.Length == 0)
        {
            return;
        }

        byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        app.Use((context, next) =>
            context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<KeyNotNeeded>() is not null || Has(context.Request, expected)
                ? next(context)
                : ProblemHandler.WriteAsync(context, new ProblemException(StatusCodes.Status401Unauthorized, $"Expected the key of this server in the header {Header}.")));
    }

    // Digests have one length, so that the time tells nothing of the key.
    private static bool Has(HttpRequest request, byte[] expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[Header].ToString())), expected);
}
