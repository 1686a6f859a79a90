using System.Diagnostics;
using System.Globalization;

namespace RuVector.Training.Benchmarks;

/// <summary>Us and the peers at the same work, turn by turn, each in processes of its own that live on; prints what stands in docs/performance.md.</summary>
internal static class Comparison
{
    private const int FewestTurns = 3;
    private const int MostTurns = 9;
    private const double ItemSeconds = 3;

    public static void Print(CompareOptions options, TextWriter output)
    {
        string machine = Machine.Description;
        using PeerPool peers = new(options);
        using Contestant ours = new("ours", ChildProcess.Self("serve"));
        MarkdownTable table = new("work", "threads", "ours, ms", "peer, ms", "peer / ours", "goal", "peer");
        foreach (WorkItem item in WorkItem.All.Where(item => (options.Full || !item.Long) && item.Work.Contains(options.Only, StringComparison.Ordinal)))
        {
            foreach (int threads in Machine.ThreadCounts)
            {
                Console.Error.WriteLine($"{item.Work}, {threads} threads");
                Add(item, threads, ours, peers, table);
            }
        }

        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
        MemoryComparison.Print(options, output);
        foreach (string introduction in peers.Introductions)
        {
            output.WriteLine($"- {introduction}");
        }
    }

    private static void Add(WorkItem item, int threads, Contestant ours, PeerPool peers, MarkdownTable table)
    {
        IReadOnlyList<Contestant> fastest = peers.Fastest(item.Work, threads);
        Dictionary<Contestant, List<Sample>> samples = fastest.Append(ours).ToDictionary(side => side, _ => new List<Sample>());
        long start = Stopwatch.GetTimestamp();
        for (int turn = 0; turn < FewestTurns || (turn < MostTurns && Stopwatch.GetElapsedTime(start).TotalSeconds < ItemSeconds); turn++)
        {
            foreach ((Contestant side, List<Sample> taken) in samples)
            {
                taken.AddRange(side.TakeTurn(item.Work, threads));
            }
        }

        Contestant? peer = fastest.Where(side => samples[side].Count > 0).MinBy(side => Statistics.Median(samples[side], threads));
        (double? ourSeconds, double? theirSeconds) = Pair(samples[ours], peer is null ? [] : samples[peer], threads);
        foreach (Contestant side in fastest)
        {
            side.Free();
        }

        double goal = threads == 1 ? item.Goal : item.SharedGoal;
        table.Add(item.Work, Text(threads, "0"), Text(ourSeconds * 1e3, "0.000"), Text(theirSeconds * 1e3, "0.000"), Text(theirSeconds / ourSeconds, "0.00"), Text(goal, "0.00"), peer?.Name ?? "none installed");
    }

    private static (double? Ours, double? Theirs) Pair(List<Sample> ours, List<Sample> theirs, int threads) => (ours.Count, theirs.Count) switch
    {
        (0, 0) => (null, null),
        (0, _) => (null, Statistics.Median(theirs, threads)),
        (_, 0) => (Statistics.Median(ours, threads), null),
        _ => Statistics.Medians(ours, theirs, threads),
    };

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
