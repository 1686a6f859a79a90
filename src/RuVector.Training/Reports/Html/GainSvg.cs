using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>Draws a gain with its interval beside zero, and how many queries got better, stayed and got worse.</summary>
internal static class GainSvg
{
    private const double Left = 10;
    private const double Right = 350;

    public static void AddInterval(HtmlBuilder html, GainInterval gain)
    {
        AxisTicks axis = new(Math.Min(0, gain.Lower), Math.Max(0, gain.Upper));
        double zero = X(axis, 0);
        double lower = X(axis, gain.Lower);
        double upper = X(axis, gain.Upper);
        html.Add($"<svg viewBox=\"0 0 360 56\" role=\"img\" aria-labelledby=\"gain-interval\">");
        html.Add($"<title id=\"gain-interval\">Gain {Figures.Show(gain.Gain)}, interval {Figures.Show(gain.Lower)} to {Figures.Show(gain.Upper)}</title>");
        html.Add($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"24\" y2=\"24\"/>");
        html.Add($"<line class=\"zero\" x1=\"{zero}\" x2=\"{zero}\" y1=\"6\" y2=\"40\"/>");
        html.Add($"<rect class=\"{Tone(gain)}\" x=\"{lower}\" y=\"18\" width=\"{Math.Max(2, upper - lower)}\" height=\"12\" rx=\"6\"/>");
        html.Add($"<circle class=\"mark\" cx=\"{X(axis, gain.Gain)}\" cy=\"24\" r=\"4\"/>");
        foreach (double tick in axis.Ticks)
        {
            html.Add($"<text x=\"{X(axis, tick)}\" y=\"52\" text-anchor=\"middle\">{Figures.Show(tick)}</text>");
        }

        html.Add($"</svg>");
    }

    public static void AddQueries(HtmlBuilder html, GainInterval gain)
    {
        double width = (Right - Left) / Math.Max(1, gain.Better + gain.Same + gain.Worse);
        double better = width * gain.Better;
        double same = width * gain.Same;
        html.Add($"<svg viewBox=\"0 0 360 28\" role=\"img\" aria-labelledby=\"gain-queries\">");
        html.Add($"<title id=\"gain-queries\">{Figures.Show(gain.Better)} queries better, {Figures.Show(gain.Same)} the same, {Figures.Show(gain.Worse)} worse</title>");
        html.Add($"<rect class=\"good\" x=\"{Left}\" y=\"6\" width=\"{better}\" height=\"16\"/>");
        html.Add($"<rect class=\"same\" x=\"{Left + better}\" y=\"6\" width=\"{same}\" height=\"16\"/>");
        html.Add($"<rect class=\"bad\" x=\"{Left + better + same}\" y=\"6\" width=\"{width * gain.Worse}\" height=\"16\"/>");
        html.Add($"</svg>");
    }

    /// <summary>Good or bad when the interval leaves zero out, else unsure.</summary>
    public static string Tone(GainInterval gain) => gain.Lower > 0 ? "good" : gain.Upper < 0 ? "bad" : "same";

    private static double X(AxisTicks axis, double value) => Left + ((Right - Left) * axis.PositionOf(value));
}
