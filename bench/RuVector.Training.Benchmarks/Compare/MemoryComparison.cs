using System.Globalization;

namespace RuVector.Training.Benchmarks;

/// <summary>How much memory a large InfoNCE needs beside its inputs and outputs, here and in torch.</summary>
internal static class MemoryComparison
{
    private const string Work = "memory";

    private static readonly string[] s_sizes = ["16384", "768"];

    public static void Print(CompareOptions options, TextWriter output)
    {
        if (!Work.Contains(options.Only, StringComparison.Ordinal))
        {
            return;
        }

        PeerSetting setting = PeerSetting.For(Machine.ThreadCounts[^1]).First();
        using ChildProcess ours = ChildProcess.Self([Work, .. s_sizes]);
        double ourBytes = Bytes(ours.ReadLine());
        using ChildProcess torch = ChildProcess.Start(options.Python, [Path.Combine(options.Peers, setting.Script), Work, .. s_sizes], setting.Environment);
        string answer = torch.ReadLine();
        MarkdownTable table = new("memory beside inputs and outputs", "ours, MB", "torch, MB", "torch / ours", "goal");
        bool isThere = double.TryParse(answer, CultureInfo.InvariantCulture, out double theirBytes);
        table.Add($"infonce {string.Join(' ', s_sizes)}", Text(ourBytes / 1e6), isThere ? Text(theirBytes / 1e6) : answer, isThere ? Text(theirBytes / ourBytes) : "-", "50, and 70 MB at most");
        table.Print(output);
    }

    private static double Bytes(string answer) => double.Parse(answer, CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
