using System.Globalization;

namespace RuVector.Training.Reports;

/// <summary>The page: header, outcome, curves, embeddings, examples, data, settings.</summary>
internal static class HtmlReport
{
    public static string Render(TrainingReport report)
    {
        HtmlBuilder html = new();
        AddHead(html, report.Title);
        AddHeader(html, report);
        html.Add($"<main>");
        OutcomeSections.AddCards(html, report);
        OutcomeSections.AddGain(html, report.Gain);
        OutcomeSections.AddMetrics(html, report.Metrics);
        AddCurves(html, report.Curves);
        EmbeddingSections.AddSimilarities(html, report.Similarities);
        EmbeddingSections.AddHealth(html, report.Health);
        DetailSections.AddExamples(html, report.Examples);
        DetailSections.AddDataChecks(html, report.DataChecks);
        DetailSections.AddSkipped(html, report.Skipped);
        DetailSections.AddSettings(html, report.Settings);
        html.Add($"</main>");
        html.Add($"</body>");
        html.Add($"</html>");
        return html.ToString();
    }

    private static void AddHead(HtmlBuilder html, string title)
    {
        html.Add($"<!doctype html>");
        html.Add($"<html lang=\"en\">");
        html.Add($"<head>");
        html.Add($"<meta charset=\"utf-8\">");
        html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Add($"<meta name=\"color-scheme\" content=\"light dark\">");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">");
        html.Add($"<link rel=\"icon\" href=\"data:,\">");
        html.Add($"<title>{title}</title>");
        ReportStyle.Add(html);
        html.Add($"</head>");
        html.Add($"<body>");
    }

    private static void AddHeader(HtmlBuilder html, TrainingReport report)
    {
        html.Add($"<header>");
        string verdict = report.IsBetter ? "Better than the start" : "Not better than the start";
        html.Add($"<p class=\"verdict {(report.IsBetter ? "good" : "bad")}\">{verdict}</p>");
        html.Add($"<h1>{report.Title}</h1>");
        html.Add($"<p class=\"lead\">{report.Summary}</p>");
        List<string> facts = [];
        if (report.FinishedAt is { } finished)
        {
            facts.Add(finished.ToString("yyyy-MM-dd HH:mm 'UTC'zzz", CultureInfo.InvariantCulture).Replace("UTC+00:00", "UTC", StringComparison.Ordinal));
        }

        if (report.Seconds is { } seconds)
        {
            facts.Add(Figures.ShowSeconds(seconds));
        }

        facts.Add(string.Create(CultureInfo.InvariantCulture, $"seed {report.Seed}"));
        if (report.Version is { } version)
        {
            facts.Add($"RuVector.Training {version}");
        }

        html.Add($"<p class=\"facts\">{string.Join(" \u00B7 ", facts)}</p>");
        html.Add($"</header>");
    }

    private static void AddCurves(HtmlBuilder html, IReadOnlyList<Curve> curves)
    {
        Curve[] drawn = [.. curves.Where(static curve => curve.Points.Count > 0)];
        if (drawn.Length == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"curves\">");
        html.Add($"<h2 id=\"curves\">Curves</h2>");
        html.Add($"<div class=\"curves\">");
        for (int i = 0; i < drawn.Length; i++)
        {
            html.Add($"<figure><figcaption><span>{drawn[i].Name}</span><b>{Figures.Show(drawn[i].Points[^1].Value)}</b></figcaption>");
            CurveSvg.Add(html, drawn[i], i + 1);
            html.Add($"</figure>");
        }

        html.Add($"</div>");
        html.Add($"</section>");
    }
}
