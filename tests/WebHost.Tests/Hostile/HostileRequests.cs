using System.Globalization;
using System.Text;

namespace WebHost.Tests.Hostile;

/// <summary>Makes hostile requests as bytes, because a client library would refuse to send most of them. The same seed makes the same request.</summary>
internal sealed class HostileRequests(string canary)
{
    private static readonly string[] _types = ["application/json", "application/x-ndjson", "text/plain", "application/json; charset=utf-7", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "x", "a/b/c", "application/json, text/html"];

    private readonly HostileTexts _texts = new(canary);
    private readonly HostileBodies _bodies = new(new(canary));

    /// <returns>The request, and whether the client leaves when it has sent it, instead of waiting for an answer.</returns>
    public (byte[] Bytes, bool Leaves) Make(int seed)
    {
        Random random = new(seed);
        bool isCut = random.Next(12) == 0;
        byte[] request = Make(random);
        return (isCut ? request[..random.Next(1, request.Length + 1)] : request, isCut);
    }

    private byte[] Make(Random random) => random.Next(12) switch
    {
        0 => HostileBodies.Bytes(random, random.Next(1, 3000)),
        1 => Flipped(Plain(random), random),
        2 => Injected(random),
        3 => Head(random, HostileTexts.Method(random), _texts.Path(random), $"X-Long: {new string('x', random.Next(40_000))}\r\n\r\n"),
        4 or 5 => Meeting(random),
        6 => Body(random, "POST", "/api/jobs", "application/json", _bodies.Submission(random)),
        7 or 8 => Body(random, "PUT", $"/api/datasets/{_texts.Id(random)}", "application/x-ndjson", _bodies.Rows(random)),
        9 => Body(random, HostileTexts.Method(random), _texts.Path(random), _types[random.Next(_types.Length)], _bodies.Submission(random)),
        10 => Chunked(random),
        _ => Plain(random),
    };

    private byte[] Plain(Random random) => Head(random, HostileTexts.Method(random), _texts.Path(random), "\r\n");

    // Headers that contradict each other, or hold more than a header.
    private byte[] Injected(Random random)
    {
        StringBuilder headers = new();
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            headers.Append(CultureInfo.InvariantCulture, $"{HostileTexts.Header(random)}{(random.Next(5) == 0 ? " :" : ":")} {(random.Next(2) == 0 ? HostileTexts.Number(random) : _texts.Id(random))}{(random.Next(6) == 0 ? "\n" : "\r\n")}");
        }

        return Head(random, HostileTexts.Method(random), _texts.Path(random), $"{headers}\r\n");
    }

    // Of what was declared all, a half, or more is sent.
    private static byte[] Body(Random random, string method, string path, string type, byte[] body)
    {
        long length = random.Next(6) switch
        {
            0 => body.Length + random.Next(1, 1000),
            1 => body.Length / 2,
            2 when random.Next(5) == 0 => long.MaxValue,
            _ => body.Length,
        };
        return [.. Head(random, method, path, string.Create(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\nContent-Length: {length}\r\n\r\n")), .. body];
    }

    private byte[] Chunked(Random random)
    {
        byte[] body = _bodies.Rows(random);
        string size = random.Next(5) switch
        {
            0 => "-1",
            1 => "ffffffffffffffff",
            2 => "zz",
            3 => string.Create(CultureInfo.InvariantCulture, $"{body.Length:x};{new string('e', random.Next(9000))}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}"),
        };
        return
        [
            .. Head(random, "PUT", $"/api/datasets/{HostileTexts.Known(random)}", $"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n"), .. body,
            .. Encoding.Latin1.GetBytes(random.Next(3) == 0 ? "\r\n0\r\nX: \r\n\r\n" : "\r\n0\r\n\r\n"),
        ];
    }

    // Right requests for the same few ids: they are made, read, cancelled and deleted all at once.
    private static byte[] Meeting(Random random)
    {
        string id = HostileTexts.Known(random);
        return random.Next(9) switch
        {
            0 => Body(new Random(9), "PUT", $"/api/datasets/{id}", "application/x-ndjson", Encoding.UTF8.GetBytes(Pairs.Rows(6))),
            1 => Right("DELETE", $"/api/datasets/{id}"),
            2 or 3 => Body(new Random(9), "POST", "/api/jobs", "application/json", Encoding.UTF8.GetBytes($"{{\"dataset\":\"{(random.Next(2) == 0 ? "toy" : id)}\",\"id\":\"{id}\",\"overrides\":{{\"Trainer:Steps\":\"5\"}}}}")),
            4 => Right("POST", $"/api/jobs/{id}/cancel"),
            5 => Right("POST", $"/api/jobs/{id}/resume"),
            6 => Right("DELETE", $"/api/jobs/{id}"),
            7 => Right("GET", $"/api/jobs/{id}/adapter"),
            _ => Right("GET", $"/api/jobs/{id}/events"),
        };
    }

    private static byte[] Right(string method, string path) => Head(new Random(9), method, path, "\r\n");

    private static byte[] Head(Random random, string method, string path, string rest) =>
        Encoding.UTF8.GetBytes($"{method} {path} HTTP/{(random.Next(20) == 0 ? "9.9" : "1.1")}\r\nConnection: close\r\n{(random.Next(20) == 0 ? "" : "Host: 127.0.0.1\r\n")}{rest}");

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }
}
