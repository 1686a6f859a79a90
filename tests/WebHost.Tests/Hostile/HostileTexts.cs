using System.Globalization;

namespace WebHost.Tests.Hostile;

/// <summary>Texts that break out of where they are put, if they are let.</summary>
internal sealed class HostileTexts(string canary)
{
    private static readonly string[] _climbs = ["../", "..%2f", "..%2F", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%2e%2e%5c", "..%252f", "%252e%252e%252f", "..%c0%af", "%c0%ae%c0%ae/", "..%ef%bc%8f", "....//", "..;/", ".%00./", "%uff0e%uff0e/"];

    private static readonly string[] _ids =
    [
        ".", "..", "...", "%2e", "%2e%2e", "~", "~root", "a/b", "a\\b", "a%2fb", "a.jsonl", "a.json", "toy.jsonl", ".tmp", "a:b", "a::$DATA", "C:%5Cx", "con", "nul", "-a", "_a", "A", "%00", "a%00b", "a%0ab", "a%0d%0ab", "%20", "a%20",
        "%e2%80%ae", "%f0%9f%92%a9", "%ff", "%", "%%", "%zz", "*", "?", "a*", "[a]", "{id}", "$HOME", "${7*7}", "$(id)", "`id`", "';--", "\"", "<script>", "jobs.lock", "jobs.probe", "job.json", "checkpoints",
    ];

    private static readonly string[] _numbers = ["0", "-1", "1e999", "-1e999", "NaN", "Infinity", "9223372036854775808", "18446744073709551616", "0x7fffffff", "#ff", "&h10", "1_000", "١٢", "1,5", "", " ", "1e-400", "2147483648", "+1", "true", "null"];

    private static readonly string[] _headers = ["Host", "Origin", "Sec-Fetch-Site", "Content-Type", "Content-Length", "Transfer-Encoding", "Last-Event-ID", "X-Api-Key", "Expect", "Range", "If-None-Match", "Connection", "Upgrade", "X-Forwarded-Host", "X-Original-URL", "X-HTTP-Method-Override", "Cookie", "Accept-Encoding"];

    private static readonly string[] _methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X", "G\0T", "DEBUG"];

    private static readonly string[] _paths =
    [
        "/", "/index.html", "/api/datasets", "/api/datasets/{0}", "/api/profiles", "/api/jobs", "/api/jobs/{0}", "/api/jobs/{0}/cancel", "/api/jobs/{0}/resume", "/api/jobs/{0}/adapter", "/api/jobs/{0}/events", "/openapi/v1.json",
        "/openapi/{0}.json", "/health/live", "/metrics", "/{0}", "/api/{0}", "/API/JOBS/{0}", "//{0}", "/app.js/{0}", "/wwwroot/{0}", "/appsettings.json", "/data/toy.jsonl",
    ];

    public string Id(Random random) => random.Next(8) switch
    {
        0 => _ids[random.Next(_ids.Length)],
        1 => string.Concat(Enumerable.Repeat(_climbs[random.Next(_climbs.Length)], random.Next(1, 12))) + Target(random),
        2 => Uri.EscapeDataString(canary),
        3 => canary,
        4 => new string('a', random.Next(60, 6000)),
        5 => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => string.Create(CultureInfo.InvariantCulture, $"%{random.Next(256):x2}"))),
        _ => Known(random),
    };

    /// <summary>An id that is one, from a few, so that requests meet.</summary>
    public static string Known(Random random) => string.Create(CultureInfo.InvariantCulture, $"h{random.Next(6)}");

    public static string Number(Random random) => _numbers[random.Next(_numbers.Length)];

    public static string Header(Random random) => _headers[random.Next(_headers.Length)];

    public static string Method(Random random) => _methods[random.Next(_methods.Length)];

    public string Path(Random random) => string.Format(CultureInfo.InvariantCulture, _paths[random.Next(_paths.Length)], Id(random));

    private string Target(Random random) => random.Next(4) switch
    {
        0 => "etc/passwd",
        1 => System.IO.Path.GetFileName(canary),
        2 => "appsettings.json",
        _ => canary.TrimStart('/'),
    };
}
