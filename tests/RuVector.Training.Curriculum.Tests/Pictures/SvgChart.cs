using System.Globalization;
using System.Text;

namespace RuVector.Training.Curriculum.Tests;

/// <summary>Draws a chart as SVG: no background of its own, colours for light and dark.</summary>
internal sealed class SvgChart
{
    private const double Width = 720, Left = 46, Right = 28, Header = 30, Gap = 38, Footer = 46, Row = 18;

    private const string Style = """
        <style>
        text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#57606a}
        .band{fill:#818b98;fill-opacity:.1}.grid{stroke:#818b98;stroke-opacity:.28}.axis{stroke:#818b98}.mark{stroke:#818b98;stroke-dasharray:4 4}
        .line{fill:none;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}.dots{fill-opacity:.55}
        .s0{stroke:#0969da}.s1{stroke:#cf5f00}.s2{stroke:#1a7f37}.s3{stroke:#8250df}.f0{fill:#0969da}.f1{fill:#cf5f00}.f2{fill:#1a7f37}.f3{fill:#8250df}
        @media(prefers-color-scheme:dark){text{fill:#9da7b3}.s0{stroke:#58a6ff}.s1{stroke:#f0883e}.s2{stroke:#3fb950}.s3{stroke:#bc8cff}.f0{fill:#58a6ff}.f1{fill:#f0883e}.f2{fill:#3fb950}.f3{fill:#bc8cff}}
        </style>
        """;

    private readonly StringBuilder _svg = new();
    private readonly Chart _chart;

    private SvgChart(Chart chart) => _chart = chart;

    public static string Draw(Chart chart) => new SvgChart(chart).Draw();

    private string Draw()
    {
        double bottom = Header + _chart.Panels.Sum(static panel => panel.Height) + (Gap * (_chart.Panels.Length - 1));
        string height = Text(bottom + Footer + (_chart.Bands.Length > 0 ? Row : 0));
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Text(Width)} {height}\" width=\"{Text(Width)}\" height=\"{height}\" role=\"img\">");
        Add($"<title>{Escaped(_chart.Description)}</title>");
        Add(Style);
        DrawBands(bottom);
        double top = Header;
        int colour = 0;
        foreach (ChartPanel panel in _chart.Panels)
        {
            DrawPanel(panel, top, ref colour);
            top += panel.Height + Gap;
        }

        DrawAcross(bottom);
        Add("</svg>");
        return _svg.ToString();
    }

    private void DrawBands(double bottom)
    {
        for (int i = 0; i < _chart.Bands.Length; i++)
        {
            (double start, double end, string label) = _chart.Bands[i];
            if (i % 2 == 1)
            {
                Add($"<rect class=\"band\" x=\"{X(start)}\" y=\"{Text(Header)}\" width=\"{Text(Across(end) - Across(start))}\" height=\"{Text(bottom - Header)}\"/>");
            }

            Label((Across(start) + Across(end)) / 2, bottom + 19 + Row, "middle", label);
        }
    }

    private void DrawPanel(ChartPanel panel, double top, ref int colour)
    {
        double bottom = top + panel.Height;
        foreach (double tick in panel.Ticks)
        {
            double y = Down(panel, bottom, tick);
            Add($"<path class=\"{(tick == panel.Ticks[0] ? "axis" : "grid")}\" d=\"M{Text(Left)} {Text(y)}H{Text(Width - Right)}\"/>");
            Label(Left - 8, y + 4, "end", tick.ToString("0.####", CultureInfo.InvariantCulture));
        }

        foreach ((double at, _) in _chart.Marks)
        {
            Add($"<path class=\"mark\" d=\"M{X(at)} {Text(top)}V{Text(bottom)}\"/>");
        }

        int first = colour;
        int[] colours = [.. panel.Series.Select((series, i) => series.Colour ?? first + i)];
        colour += panel.Series.Length;
        Label(Left, top - 12, "start", panel.Label);
        DrawLegend(panel, top - 12, colours);
        foreach ((ChartSeries series, int own) in panel.Series.Zip(colours))
        {
            DrawSeries(panel, bottom, series, own);
        }
    }

    // One text, so that no width of a letter has to be guessed: a stroke or a dot in the colour, and the name.
    private void DrawLegend(ChartPanel panel, double y, int[] colours)
    {
        IEnumerable<string> entries = panel.Series.Zip(colours)
            .Where(static entry => entry.First.Name.Length > 0)
            .Select(static entry => $"<tspan class=\"f{entry.Second}\">{(entry.First.IsDots ? "\u25CF" : "\u2501\u2501")}</tspan>&#160;{Escaped(entry.First.Name)}");
        string legend = string.Join("&#160;&#160;&#160;&#160;", entries);
        if (legend.Length > 0)
        {
            Add($"<text x=\"{Text(Width - Right)}\" y=\"{Text(y)}\" text-anchor=\"end\">{legend}</text>");
        }
    }

    private void DrawSeries(ChartPanel panel, double bottom, ChartSeries series, int number)
    {
        (double X, double Y)[] points = [.. series.Points
            .Where(point => point.X >= _chart.First && point.X <= _chart.Last)
            .Select(point => (Across(point.X), Down(panel, bottom, Math.Clamp(point.Y, panel.Low, panel.High))))];
        if (series.IsDots)
        {
            Add($"<g class=\"dots f{number}\">{string.Concat(points.Select(static point => $"<circle cx=\"{Text(point.X)}\" cy=\"{Text(point.Y)}\" r=\"2\"/>"))}</g>");
        }
        else
        {
            Add($"<path class=\"line s{number}\" d=\"M{string.Join('L', PolyLine.Simplified(points, 0.12).Select(static point => $"{Text(point.X)} {Text(point.Y)}"))}\"/>");
        }
    }

    private void DrawAcross(double bottom)
    {
        foreach (double tick in _chart.Ticks)
        {
            Add($"<path class=\"axis\" d=\"M{X(tick)} {Text(bottom)}v5\"/>");
            Label(Across(tick), bottom + 19, "middle", tick.ToString("#,0.##", CultureInfo.InvariantCulture));
        }

        foreach ((double at, string label) in _chart.Marks)
        {
            Label(Across(at), bottom + 19 + Row, "middle", label);
        }

        Label((Left + Width - Right) / 2, bottom + 19 + Row + (_chart.Bands.Length > 0 ? Row : 0), "middle", _chart.Across);
    }

    private void Label(double x, double y, string anchor, string text)
    {
        if (text.Length > 0)
        {
            Add($"<text x=\"{Text(x)}\" y=\"{Text(y)}\" text-anchor=\"{anchor}\">{Escaped(text)}</text>");
        }
    }

    private void Add(string line) => _svg.Append(line).Append('\n');

    private double Across(double x) => Left + ((Width - Left - Right) * (x - _chart.First) / (_chart.Last - _chart.First));

    private string X(double x) => Text(Across(x));

    private static double Down(ChartPanel panel, double bottom, double y) => bottom - (panel.Height * (y - panel.Low) / (panel.High - panel.Low));

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
