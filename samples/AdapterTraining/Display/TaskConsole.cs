using System.Globalization;
using RuVector.Training.Evaluation;
using RuVector.Training.Reports;
using Spectre.Console;

namespace AdapterTraining.Display;

/// <summary>Says what a task found, reached and wrote.</summary>
internal sealed class TaskConsole(IAnsiConsole console)
{
    /// <summary>Writes a line as it is: the console would break a long one, and a path with it.</summary>
    public void Say(string text) => console.Profile.Out.Writer.WriteLine(text);

    public void Show(IEnumerable<DataCheck> checks)
    {
        foreach (DataCheck check in checks)
        {
            Say($"{(check.IsConcern ? "!" : " ")} {check.Name}: {check.Finding}");
        }
    }

    public void Show(IEnumerable<MetricComparison> metrics)
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("split", "metric", "before", "after", "change");
        foreach (TableColumn column in table.Columns.Skip(2))
        {
            column.RightAligned();
        }

        foreach (MetricComparison metric in metrics)
        {
            string format = Math.Abs(metric.After) < 10 ? "0.0000" : "0.0";
            string change = (metric.After - metric.Before).ToString($"+{format};-{format}", CultureInfo.InvariantCulture);
            table.AddRow(
                new Text(metric.Split),
                new Text(metric.Metric),
                new Text(metric.Before.ToString(format, CultureInfo.InvariantCulture)),
                new Text(metric.After.ToString(format, CultureInfo.InvariantCulture)),
                new Text(change, new Style(metric.IsBetter ? Color.Green : Color.Red)));
        }

        console.Write(table);
    }

    public void Show(GainInterval gain) => Say(string.Create(
        CultureInfo.InvariantCulture,
        $"Gain in test MRR {gain.Gain:+0.0000;-0.0000}, {gain.Confidence:P0} interval {gain.Lower:+0.0000;-0.0000} to {gain.Upper:+0.0000;-0.0000}; {gain.Better} queries better, {gain.Worse} worse, {gain.Same} the same."));

    public void ShowFiles(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            Say($"Wrote {path}");
        }
    }
}
