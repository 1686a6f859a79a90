using System.Text.Json;
using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

[TestFixture]
public sealed class GraphRunTests
{
    private const int Nodes = 40;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void WriteTree()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["data"]);
        File.WriteAllText(Path.Combine(_folder["data"], "nodes.txt"), string.Concat(Enumerable.Range(0, Nodes).Select(static node => $"node{node}\n")));
        File.WriteAllText(Path.Combine(_folder["data"], "edges.tsv"), string.Concat(Enumerable.Range(1, Nodes - 1).Select(static node => $"{node}\t{(node - 1) / 3}\n")));
    }

    [TearDown]
    public void RemoveTree() => _folder.Dispose();

    [Test]
    public async Task Run_Tree_ImprovesAndWritesARowForEachNode()
    {
        SampleResult result = await RunAsync("out", "--export", _folder["export"]);

        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(Job.Better);
        float[][] rows = PlainNpy.Read(Path.Combine(_folder["out"], "embeddings.npy"));
        rows.Length.ShouldBe(Nodes);
        rows.ShouldAllBe(static row => row.Length == 50, "the profile 'graph' says 50 dimensions");
        File.ReadAllBytes(Path.Combine(_folder["export"], "embeddings.npy")).ShouldBe(File.ReadAllBytes(Path.Combine(_folder["out"], "embeddings.npy")));
        JsonElement map = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder["out"], "report.json"))).RootElement.GetProperty("metrics")[0];
        map.GetProperty("after").GetDouble().ShouldBeGreaterThan(map.GetProperty("before").GetDouble() + 0.2);
    }

    [Test]
    public async Task Run_Tree_DependsOnTheSeedAlone()
    {
        await RunAsync("first", "--seed", "5");
        await RunAsync("second", "--seed", "5");
        await RunAsync("other", "--seed", "6");

        byte[] first = File.ReadAllBytes(Path.Combine(_folder["first"], "embeddings.npy"));
        File.ReadAllBytes(Path.Combine(_folder["second"], "embeddings.npy")).ShouldBe(first);
        File.ReadAllBytes(Path.Combine(_folder["other"], "embeddings.npy")).ShouldNotBe(first);
    }

    [Test]
    public async Task Run_NoEdge_IsRefusedNamingTheFile()
    {
        File.WriteAllText(Path.Combine(_folder["data"], "edges.tsv"), "");

        SampleResult result = await RunAsync("out");

        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.TrimEnd().ShouldBe($"{Path.Combine(_folder["data"], "edges.tsv")}: Expected at least one edge, but there is none.");
    }

    [Test]
    public async Task Run_Cycle_IsRefusedWithItsPlace()
    {
        File.AppendAllText(Path.Combine(_folder["data"], "edges.tsv"), "0\t1\n");

        SampleResult result = await RunAsync("out");

        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.TrimEnd().ShouldBe($"{Path.Combine(_folder["data"], "edges.tsv")}(40,1): Expected edges without a cycle, but this one makes node 0 ('node0') its own ancestor.");
    }

    private Task<SampleResult> RunAsync(string output, params string[] more) =>
        Sample.RunAsync(["--task", "graph", "--data", _folder["data"], "--steps", "60", "--out", _folder[output], .. more]);
}
