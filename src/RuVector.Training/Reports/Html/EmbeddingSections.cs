using System.Globalization;
using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>What training did to the embeddings themselves: similarities of right and wrong answers, and signs of a collapse.</summary>
internal static class EmbeddingSections
{
    public static void AddSimilarities(HtmlBuilder html, IReadOnlyList<SimilarityComparison> similarities)
    {
        if (similarities.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"similarities\">");
        html.Add($"<h2 id=\"similarities\">Similarities of right and wrong answers</h2>");
        html.Add($"<p class=\"from\"><span class=\"key positives\">right answers</span><span class=\"key negatives\">all others</span>Cosines from -1 to 1; each area is a whole.</p>");
        for (int i = 0; i < similarities.Count; i++)
        {
            SimilarityComparison part = similarities[i];
            double peak = Math.Max(HistogramSvg.PeakOf(part.Before), HistogramSvg.PeakOf(part.After));
            html.Add($"<div class=\"pair\">");
            AddHistogram(html, part.Before, peak, $"similarities-before-{i + 1}", $"{part.Split}, before");
            AddHistogram(html, part.After, peak, $"similarities-after-{i + 1}", $"{part.Split}, after");
            html.Add($"</div>");
            AddFigures(html, part);
        }

        html.Add($"</section>");
    }

    public static void AddHealth(HtmlBuilder html, IReadOnlyList<HealthComparison> health)
    {
        if (health.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"health\">");
        html.Add($"<h2 id=\"health\">Health of the embeddings</h2>");
        foreach (HealthComparison part in health)
        {
            StartTable(html, string.Create(CultureInfo.InvariantCulture, $"{part.Of}, {part.After.Rows} looked at"), "health");
            AddRow(html, string.Create(CultureInfo.InvariantCulture, $"Effective rank (1: collapsed, {part.After.Dimension}: all directions)"), part.Before.EffectiveRank, part.After.EffectiveRank);
            AddRow(html, "Uniformity (0: collapsed, -4: at right angles)", part.Before.Uniformity, part.After.Uniformity);
            AddRow(html, "Length of the mean (1: collapsed, 0: centred)", part.Before.MeanLength, part.After.MeanLength);
            AddRow(html, "Zero vectors", part.Before.ZeroRows, part.After.ZeroRows);
            html.Add($"</tbody></table></div>");
        }

        html.Add($"</section>");
    }

    private static void AddFigures(HtmlBuilder html, SimilarityComparison part)
    {
        StartTable(html, part.Split, "similarities");
        AddRow(html, "Mean cosine of right answers", part, static result => result.Positives.Mean);
        AddRow(html, "Mean cosine of all others", part, static result => result.Negatives.Mean);
        AddRow(html, "Alignment (squared distance to right answers)", part, static result => result.Alignment);
        AddRow(html, "Margin over the best wrong answer, mean", part, static result => result.Margins.Mean);
        AddRow(html, "Margin, lower quartile", part, static result => result.Margins.LowerQuartile);
        AddRow(html, "Margin, median", part, static result => result.Margins.Median);
        AddRow(html, "Margin, upper quartile", part, static result => result.Margins.UpperQuartile);
        AddRow(html, "Share of queries with a margin above 0", part, static result => result.Margins.PositiveShare);
        html.Add($"</tbody></table></div>");
    }

    private static void AddHistogram(HtmlBuilder html, SimilarityResult result, double peak, string id, string title)
    {
        html.Add($"<figure><figcaption><span>{title}</span></figcaption>");
        HistogramSvg.Add(html, result, peak, id, title);
        html.Add($"</figure>");
    }

    private static void StartTable(HtmlBuilder html, string what, string section)
    {
        html.Add($"<div class=\"panel scroll\" role=\"region\" aria-labelledby=\"{section}\" tabindex=\"0\">");
        html.Add($"<table><thead><tr><th scope=\"col\">{what}</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">After</th><th scope=\"col\" class=\"number\">Change</th></tr></thead><tbody>");
    }

    private static void AddRow(HtmlBuilder html, string name, SimilarityComparison part, Func<SimilarityResult, double> figure) => AddRow(html, name, figure(part.Before), figure(part.After));

    private static void AddRow(HtmlBuilder html, string name, double before, double after) =>
        html.Add($"<tr><th scope=\"row\">{name}</th><td class=\"number\">{Figures.Show(before)}</td><td class=\"number\">{Figures.Show(after)}</td><td class=\"number\">{Figures.ShowChange(before, after)}</td></tr>");
}
