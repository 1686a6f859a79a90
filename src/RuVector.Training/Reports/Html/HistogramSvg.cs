using System.Globalization;
using System.Text;
using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>Draws two histograms over each other, each in parts of its own total: few positives and many negatives are equally large.</summary>
internal static class HistogramSvg
{
    private const double Left = 10;
    private const double Right = 350;
    private const double Top = 8;
    private const double Bottom = 138;

    /// <param name="html">The page.</param>
    /// <param name="result">The similarities.</param>
    /// <param name="peak">The largest share of a bin, which is as high as the drawing; the same for drawings that are compared.</param>
    /// <param name="id">Id of the title, without spaces.</param>
    /// <param name="title">What is drawn.</param>
    public static void Add(HtmlBuilder html, SimilarityResult result, double peak, string id, string title)
    {
        html.Add($"<svg viewBox=\"0 0 360 160\" role=\"img\" aria-labelledby=\"{id}\">");
        html.Add($"<title id=\"{id}\">{title}: right answers have a mean cosine of {Figures.Show(result.Positives.Mean)}, others of {Figures.Show(result.Negatives.Mean)}</title>");
        html.Add($"<path class=\"negatives\" d=\"{Outline(result.Negatives, peak)}\"/>");
        html.Add($"<path class=\"positives\" d=\"{Outline(result.Positives, peak)}\"/>");
        html.Add($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>");
        for (int tick = -2; tick <= 2; tick++)
        {
            string anchor = tick == -2 ? "start" : tick == 2 ? "end" : "middle";
            html.Add($"<text x=\"{Left + ((tick + 2) * (Right - Left) / 4)}\" y=\"154\" text-anchor=\"{anchor}\">{Figures.Show(tick / 2.0)}</text>");
        }

        html.Add($"</svg>");
    }

    /// <summary>The largest share of a bin in either histogram.</summary>
    public static double PeakOf(SimilarityResult result) => Math.Max(PeakOf(result.Positives), PeakOf(result.Negatives));

    private static double PeakOf(SimilarityHistogram histogram) => histogram.Counts.Max() / Math.Max(1.0, histogram.Count);

    private static string Outline(SimilarityHistogram histogram, double peak)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{Left} {Bottom}");
        double scale = (Bottom - Top) / (Math.Max(1.0, histogram.Count) * (peak > 0 ? peak : 1));
        for (int bin = 0; bin < SimilarityHistogram.BinCount; bin++)
        {
            double right = Left + ((Right - Left) * (bin + 1) / SimilarityHistogram.BinCount);
            path.Append(CultureInfo.InvariantCulture, $"V{Bottom - (scale * histogram.Counts[bin]):0.#}H{right:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"V{Bottom}Z").ToString();
    }
}
