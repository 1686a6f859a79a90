using System.Globalization;
using RuVector.Training.Evaluation;

namespace RuVector.Training.Reports;

/// <summary>What came of the run: the main figures, how sure the gain is, and all figures.</summary>
internal static class OutcomeSections
{
    private const int CardCount = 4;

    /// <summary>The first figures of the first split, large.</summary>
    public static void AddCards(HtmlBuilder html, TrainingReport report)
    {
        if (report.Metrics.Count == 0)
        {
            return;
        }

        string split = report.Metrics[0].Split;
        html.Add($"<section aria-label=\"Main figures\" class=\"cards\">");
        foreach (MetricComparison metric in report.Metrics.Where(metric => metric.Split == split).Take(CardCount))
        {
            html.Add($"<div class=\"card\"><p class=\"name\">{metric.Metric} <span>{metric.Split}</span></p>");
            html.Add($"<p class=\"figure\">{Figures.Show(metric.After)}</p>");
            html.Add($"<p class=\"from\">from {Figures.Show(metric.Before)} <span class=\"{Tone(metric)}\">{Figures.ShowChange(metric.Before, metric.After)} <small>{Figures.ShowRelative(metric.Before, metric.After)}</small></span></p></div>");
        }

        html.Add($"</section>");
    }

    public static void AddGain(HtmlBuilder html, GainInterval? gain)
    {
        if (gain is null)
        {
            return;
        }

        string confidence = gain.Confidence.ToString("0.##%", CultureInfo.InvariantCulture);
        html.Add($"<section aria-labelledby=\"gain\">");
        html.Add($"<h2 id=\"gain\">How sure is the gain?</h2>");
        html.Add($"<div class=\"panel pair\">");
        html.Add($"<div><p>MRR changed by <b>{Figures.Show(gain.Gain)}</b>; the {confidence} interval is {Figures.Show(gain.Lower)} to {Figures.Show(gain.Upper)} ({Figures.Show((long)gain.Resamples)} paired resamples).</p>");
        GainSvg.AddInterval(html, gain);
        html.Add($"</div>");
        html.Add($"<div><p><b class=\"good\">{Figures.Show((long)gain.Better)}</b> queries got better, <b>{Figures.Show((long)gain.Same)}</b> stayed, <b class=\"bad\">{Figures.Show((long)gain.Worse)}</b> got worse.</p>");
        GainSvg.AddQueries(html, gain);
        html.Add($"</div>");
        html.Add($"</div>");
        html.Add($"</section>");
    }

    public static void AddMetrics(HtmlBuilder html, IReadOnlyList<MetricComparison> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"metrics\">");
        html.Add($"<h2 id=\"metrics\">Before and after</h2>");
        html.Add($"<div class=\"panel scroll\" role=\"region\" aria-labelledby=\"metrics\" tabindex=\"0\">");
        html.Add($"<table><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">After</th><th scope=\"col\" class=\"number\">Change</th></tr></thead>");
        foreach (IGrouping<string, MetricComparison> split in metrics.GroupBy(static metric => metric.Split, StringComparer.Ordinal))
        {
            html.Add($"<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"4\">{split.Key}</th></tr>");
            foreach (MetricComparison metric in split)
            {
                html.Add($"<tr><th scope=\"row\">{metric.Metric}</th><td class=\"number\">{Figures.Show(metric.Before)}</td><td class=\"number\">{Figures.Show(metric.After)}</td>");
                html.Add($"<td class=\"number {Tone(metric)}\">{Figures.ShowChange(metric.Before, metric.After)} <small>{Figures.ShowRelative(metric.Before, metric.After)}</small></td></tr>");
            }

            html.Add($"</tbody>");
        }

        html.Add($"</table>");
        html.Add($"</div>");
        html.Add($"</section>");
    }

    private static string Tone(MetricComparison metric) => metric.IsBetter ? "good" : metric.After == metric.Before ? "same" : "bad";
}
