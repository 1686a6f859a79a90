using System.Globalization;

namespace RuVector.Training.Benchmarks;

/// <summary>Rows a second of processor time of the JSONL reader beside the platform's own deserializer over the same bytes, one thread, in turn.</summary>
internal static class DataTable
{
    private const int Rounds = 7;
    private const double Goal = 150_000;

    /// <summary>Prints the table.</summary>
    public static void Print(TextWriter output)
    {
        string machine = Machine.Description;
        MarkdownTable table = new("lines", "rows/s", "MB/s", "System.Text.Json, rows/s", "ratio", "goal, rows/s", "bytes a row");
        foreach (JsonlWork work in new[] { new JsonlWork("labelled, 9 digits", JsonlWork.ShortNumbers), new JsonlWork("labelled, 17 digits", JsonlWork.LongNumbers) })
        {
            Add(work, table, "check", work.Check);
            Add(work, table, "read", work.Read);
        }

        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
    }

    private static void Add(JsonlWork work, MarkdownTable table, string what, Action call)
    {
        Sampler.WarmUp(call);
        Sampler.WarmUp(work.Deserialize);
        (List<double> ours, List<double> others) = ([], []);
        for (int round = 0; round < Rounds; round++)
        {
            others.Add(ProcessorSeconds(work.Deserialize));
            ours.Add(ProcessorSeconds(call));
        }

        (double our, double other) = (Statistics.Quantile(ours, 0.5), Statistics.Quantile(others, 0.5));
        table.Add(
            $"{what}, {work.Name}",
            Text(JsonlWork.Rows / our),
            Text(work.ByteCount / our / 1e6),
            Text(JsonlWork.Rows / other),
            (other / our).ToString("0.00", CultureInfo.InvariantCulture),
            Text(Goal),
            Text((double)Allocation.BytesPerCall(call, 1) / JsonlWork.Rows));
    }

    // All the work is this thread's own, so that what else runs on the machine does not count.
    private static double ProcessorSeconds(Action call)
    {
        double start = ThreadClock.Seconds;
        call();
        return ThreadClock.Seconds - start;
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
