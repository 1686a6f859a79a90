using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Security;

/// <summary>What one client may take of the server: sizes, connections, and what is under way at once.</summary>
internal static class ServerLimits
{
    /// <summary>Name of the limit of uploads under way.</summary>
    public const string Uploads = "uploads";

    /// <summary>Name of the limit of clients that watch.</summary>
    public const string Streams = "streams";

    /// <summary>How many bytes a body may have that is no upload.</summary>
    public const int MaxJsonBytes = 64 << 10;

    private const string LoopbackHosts = "localhost;127.0.0.1;[::1]";

    public static void ConfigureLimits(this WebApplicationBuilder builder, WebHostOptions options)
    {
        builder.Configuration["AllowedHosts"] ??= LoopbackHosts;
        builder.Services.Configure<HostFilteringOptions>(static hosts => (hosts.AllowEmptyHosts, hosts.IncludeFailureMessage) = (false, false));
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxJsonBytes;
            server.Limits.MaxRequestLineSize = 4 << 10;
            server.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            server.Limits.MaxRequestHeaderCount = 64;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            server.Limits.MaxConcurrentConnections = options.MaxConnections;
            server.Limits.MaxConcurrentUpgradedConnections = 0;
            server.ConfigureEndpointDefaults(address => RequireKeyBeyondLoopback(address, options.ApiKey));
        });
    }

    public static IServiceCollection AddConcurrencyLimits(this IServiceCollection services, WebHostOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.AddConcurrencyLimiter(Uploads, limit => limit.PermitLimit = options.MaxConcurrentUploads);
        limiter.AddConcurrencyLimiter(Streams, limit => limit.PermitLimit = options.MaxStreams);
        limiter.OnRejected = static (context, _) => new ValueTask(ProblemHandler.WriteAsync(
            context.HttpContext,
            new ProblemException(StatusCodes.Status429TooManyRequests, "As many of these requests are under way as may.") { RetryAfter = TimeSpan.FromSeconds(1) }));
    });

    // Asked of every address before the server listens on it.
    private static void RequireKeyBeyondLoopback(ListenOptions address, string key)
    {
        if (key.Length == 0 && address.EndPoint is IPEndPoint { Address: var ip } && !IPAddress.IsLoopback(ip))
        {
            throw new OptionsValidationException(
                WebHostOptions.Section, typeof(WebHostOptions), [$"{WebHostOptions.Section}:{nameof(WebHostOptions.ApiKey)}: Expected a key, because the server is to listen on {address.EndPoint}, which other machines reach, but got none."]);
        }
    }
}
