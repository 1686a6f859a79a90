using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using WebHost.Tests.Hostile;

namespace WebHost.Tests;

[TestFixture]
public sealed partial class HostileRequestTests : ServerFixture
{
    private const int Requests = 10_000;
    private const int Seed = 20_261_201;
    private const int Clients = 16;
    private const string Secret = "canary-6f0d3c5e9b";

    // How long a client waits whose request the server takes for half of one. It decides nothing: what it misses is not counted.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    // What the contract allows. 499 is nobody's: the client left.
    private static readonly HashSet<int> _statuses = [200, 201, 202, 204, 206, 304, 400, 401, 403, 404, 405, 408, 409, 411, 413, 414, 415, 416, 417, 426, 429, 431, 501, 505];

    private static readonly int[] _reached = [200, 201, 202, 204, 400, 404, 405, 409, 413, 414, 415, 431];

    [Test]
    public async Task TenThousandHostileRequests_LeaveTheServerAndEveryOtherFileAsTheyWere()
    {
        foreach (string name in new[] { "canary.jsonl", "canary.safetensors", "canary" })
        {
            File.WriteAllText(Root.File(name), Secret);
        }

        TestServer server = await StartAsync("WebHost:MaxDatasets=4", "WebHost:MaxConcurrentUploads=8", "RuVectorTraining:Jobs:QueueCapacity=4");
        IReadOnlyList<string> outside = FolderPicture.Of(Root.Path, "data");
        IReadOnlyList<string> program = FolderPicture.Of(AppContext.BaseDirectory);

        ConcurrentDictionary<int, int> statuses = await AttackAsync(server);

        TestContext.Out.WriteLine(string.Join(", ", statuses.OrderBy(static pair => pair.Key).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}"))));
        statuses.Keys.Where(static status => status > 0).ShouldBeSubsetOf(_statuses);
        _reached.ShouldBeSubsetOf(statuses.Keys, "the attack reaches all of them");
        await StillTrainsAsync(server);
        await StopAsync(server);
        FolderPicture.Of(Root.Path, "data").ShouldBe(outside);
        FolderPicture.Of(AppContext.BaseDirectory).ShouldBe(program);
        FolderPicture.NamesIn(Root.File("data")).ShouldAllBe(static entry => OwnFiles().IsMatch(entry));
    }

    private async Task<ConcurrentDictionary<int, int>> AttackAsync(TestServer server)
    {
        HostileRequests requests = new(Root.File("canary"));
        ConcurrentDictionary<int, int> statuses = [];
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (number, _) =>
        {
            string answer = await SendAsync(server, requests.Make(Seed + number));
            answer.ShouldNotContain(Secret);
            answer.ShouldNotContain(Root.File("data"), Case.Sensitive, $"request {number}");
            answer.ShouldNotContain("   at ", Case.Sensitive, $"request {number}");
            statuses.AddOrUpdate(StatusOf(answer), 1, static (_, count) => count + 1);
        });
        return statuses;
    }

    private static async Task<string> SendAsync(TestServer server, (byte[] Bytes, bool Leaves) request)
    {
        using RawConnection connection = new(server.Address);
        using Timer patience = new(static connection => ((RawConnection)connection!).Dispose(), connection, _patience, Timeout.InfiniteTimeSpan);
        try
        {
            await connection.SendAsync(request.Bytes);
            if (request.Leaves)
            {
                connection.EndSending();
            }
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // The server refused before it had read all.
        }

        return await connection.ReadAnswerAsync();
    }

    // 0 for none: the server closed on what is no request.
    private static int StatusOf(string answer) => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;

    private static async Task StillTrainsAsync(TestServer server)
    {
        foreach (System.Text.Json.JsonElement job in (await server.GetJsonAsync("/api/jobs")).EnumerateArray())
        {
            await server.EndOfAsync(job.GetProperty("id").GetString()!);
        }

        (await server.SubmitAsync(new { id = "after", dataset = "toy", profile = "quick" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        (await server.EndOfAsync("after")).GetProperty("state").GetString().ShouldBe("Succeeded");
    }

    [GeneratedRegex(@"^(datasets|datasets/[a-z0-9][a-z0-9_-]{0,63}\.jsonl?|uploads|jobs|jobs/jobs\.(lock|probe)|jobs/[a-z0-9][a-z0-9_-]{0,63}(/.*)?)$")]
    private static partial Regex OwnFiles();
}
