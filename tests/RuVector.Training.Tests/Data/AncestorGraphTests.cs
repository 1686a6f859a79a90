using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class AncestorGraphTests
{
    private static readonly RowNames _names = RowNames.Read(new MemoryStream("dog\ncanine\nmammal\nanimal\npet\n"u8.ToArray()), "nodes.txt");

    [Test]
    public void Load_Mammals_HasTheCountsOfTheReadme()
    {
        AncestorGraph graph = SampleData.Mammals;

        graph.NodeCount.ShouldBe(1182);
        graph.Edges.Length.ShouldBe(1182);
        graph.Ancestors.TotalCount.ShouldBe(6542);
    }

    [Test]
    public void Read_Edges_HasAllAncestorsOnce()
    {
        AncestorGraph graph = Read("0\t1\n1\t2\n0\t4\n2\t3\n4\t3\n");

        graph.Edges.Select(static edge => (edge.First, edge.Second)).ShouldBe([(0, 1), (1, 2), (0, 4), (2, 3), (4, 3)]);
        Enumerable.Range(0, 5).Select(node => graph.Ancestors[node].ToArray()).ShouldBe([[1, 2, 3, 4], [2, 3], [3], [], [3]]);
    }

    [TestCase("0 1\n", 1, 4, "Expected child and parent split by a tab, but got one column.")]
    [TestCase("0\t1\n0\t5\n", 2, 3, "Expected a node from 0 to 4, but got '5'.")]
    [TestCase("-1\t1\n", 1, 1, "Expected a node from 0 to 4, but got '-1'.")]
    [TestCase("0\t\n", 1, 3, "Expected a node from 0 to 4, but got ''.")]
    [TestCase("0\t1\t2\n", 1, 3, "Expected a node from 0 to 4, but got '1\t2'.")]
    [TestCase("0\t99999999999\n", 1, 3, "Expected a node from 0 to 4, but got '99999999999'.")]
    [TestCase("0\t1\n12\t12\n", 2, 1, "Expected a node from 0 to 4, but got '12'.")]
    [TestCase("0\t1\n2\t2\n", 2, 3, "Expected two different nodes, but node 2 ('mammal') is its own parent.")]
    [TestCase("0\t1\n1\t2\n0\t1\n", 3, 1, "Expected each edge once, but 0 to 1 is on line 1 too.")]
    [TestCase("0\t1\n1\t2\n3\t4\n2\t0\n4\t3\n", 4, 1, "Expected edges without a cycle, but this one makes node 2 ('mammal') its own ancestor.")]
    public void Read_BadEdge_NamesItsPlace(string text, int line, int column, string reason)
    {
        TrainingDataException e = Should.Throw<TrainingDataException>(() => Read(text));

        (e.File, e.Line, e.Column, e.Reason).ShouldBe(("edges.tsv", line, column, reason));
    }

    /// <summary>Edges from larger to smaller numbers have no cycle; the ancestors are what following parents reaches.</summary>
    [Test]
    public void Read_AnyAcyclicGraph_HasTheReachableNodes() =>
        Prop.ForAll(AcyclicEdges().ToArbitrary(), edges =>
        {
            AncestorGraph graph = AncestorGraph.Read(Numbered(12), Stream(edges), "edges.tsv");
            for (int node = 0; node < 12; node++)
            {
                graph.Ancestors[node].ToArray().ShouldBe(Reachable(edges, node));
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(7UL, 9UL));

    /// <summary>An edge back from an ancestor closes a cycle, wherever it is put among later edges.</summary>
    [Test]
    public void Read_PlantedCycle_IsFoundAtTheEdgeThatClosesIt() =>
        Prop.ForAll(AcyclicEdges().ToArbitrary(), edges =>
        {
            List<(int Child, int Parent)> all = [(11, 0), .. edges.Where(static edge => edge != (11, 0)), (0, 11), (11, 5), (5, 0)];
            int closing = all.IndexOf((0, 11));
            all = [.. all.Distinct()];
            Should.Throw<TrainingDataException>(() => AncestorGraph.Read(Numbered(12), Stream(all), "edges.tsv")).Line.ShouldBe(closing + 1);
        }).Check(Config.QuickThrowOnFailure.WithReplay(7UL, 9UL));

    private static Gen<List<(int Child, int Parent)>> AcyclicEdges() =>
        from codes in Gen.ListOf(Gen.Choose(0, 143))
        select codes.Distinct().Select(static code => (code / 12, code % 12)).Where(static edge => edge.Item1 > edge.Item2).ToList();

    private static int[] Reachable(List<(int Child, int Parent)> edges, int node)
    {
        SortedSet<int> reached = [];
        Stack<int> open = new([node]);
        while (open.TryPop(out int child))
        {
            foreach ((int _, int parent) in edges.Where(edge => edge.Child == child))
            {
                if (reached.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return [.. reached];
    }

    private static RowNames Numbered(int count) => RowNames.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, count)))), "nodes.txt");

    private static MemoryStream Stream(IEnumerable<(int Child, int Parent)> edges) =>
        new(Encoding.UTF8.GetBytes(string.Join('\n', edges.Select(static edge => $"{edge.Child}\t{edge.Parent}"))));

    private static AncestorGraph Read(string edges) => AncestorGraph.Read(_names, new MemoryStream(Encoding.UTF8.GetBytes(edges)), "edges.tsv");
}
