using System.Text;

namespace RuVector.Training.Benchmarks;

/// <summary>A table that is markdown and legible as it is; printed when it is complete, as the widths are known then, and not at all without rows.</summary>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print(TextWriter output)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        int[] widths = [.. headings.Select((heading, column) => Math.Max(3, _rows.Select(row => row[column].Length).Append(heading.Length).Max()))];
        output.WriteLine(Line(headings, widths));
        output.WriteLine(Line([.. widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ":")], widths));
        _rows.ForEach(row => output.WriteLine(Line(row, widths)));
        output.WriteLine();
    }

    private static string Line(string[] cells, int[] widths)
    {
        StringBuilder line = new("|");
        for (int column = 0; column < cells.Length; column++)
        {
            string cell = cells[column];
            line.Append(' ').Append(column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])).Append(" |");
        }

        return line.ToString();
    }
}
