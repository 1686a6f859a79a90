using RuVector.Training.Tests.Files;

namespace WebHost.Tests;

/// <summary>Tests with a folder, and servers in it, of their own.</summary>
public abstract class ServerFixture
{
    private readonly List<TestServer> _servers = [];

    internal TemporaryFolder Root { get; private set; } = null!;

    [SetUp]
    public void CreateFolder() => Root = new();

    [TearDown]
    public async Task StopServers()
    {
        TestServer[] servers = [.. _servers];
        _servers.Clear();
        foreach (TestServer server in servers)
        {
            await server.DisposeAsync();
        }

        Root.Dispose();
        servers.SelectMany(static server => server.Errors.Texts).ShouldBeEmpty();
    }

    /// <summary>Starts a server that is stopped at the end of the test.</summary>
    internal Task<TestServer> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    internal async Task<TestServer> StartAsync(TimeProvider time, params string[] settings)
    {
        TestServer server = await TestServer.StartAsync(Root.File("data"), time, settings);
        _servers.Add(server);
        return server;
    }

    /// <summary>Stops a server now.</summary>
    internal async Task StopAsync(TestServer server)
    {
        _servers.Remove(server);
        await server.DisposeAsync();
        server.Errors.Texts.ShouldBeEmpty();
    }

    internal string[] UploadedFiles() => [.. Directory.EnumerateFiles(Root.File("data/datasets")).Concat(Directory.EnumerateFiles(Root.File("data/uploads"))).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
