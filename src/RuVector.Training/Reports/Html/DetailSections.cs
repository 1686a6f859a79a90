namespace RuVector.Training.Reports;

/// <summary>What the reader may look into: queries, data, what was left out, settings.</summary>
internal static class DetailSections
{
    public static void AddExamples(HtmlBuilder html, IReadOnlyList<QueryExample> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"examples\">");
        html.Add($"<h2 id=\"examples\">Example queries</h2>");
        html.Add($"<ul class=\"examples\">");
        foreach (QueryExample example in examples)
        {
            string tone = example.RankAfter < example.RankBefore ? "good" : example.RankAfter > example.RankBefore ? "bad" : "same";
            html.Add($"<li class=\"panel\"><p class=\"query\"><bdi>{example.Query}</bdi></p>");
            html.Add($"<p class=\"answer\"><bdi>{example.Answer}</bdi> <span class=\"rank {tone}\">rank {Figures.Show((long)example.RankBefore)} \u2192 {Figures.Show((long)example.RankAfter)}</span></p>");
            html.Add($"<div class=\"sides\">");
            AddAnswers(html, "Before", example.TopBefore);
            AddAnswers(html, "After", example.TopAfter);
            html.Add($"</div></li>");
        }

        html.Add($"</ul>");
        html.Add($"</section>");
    }

    public static void AddDataChecks(HtmlBuilder html, IReadOnlyList<DataCheck> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"data\">");
        html.Add($"<h2 id=\"data\">Data</h2>");
        html.Add($"<div class=\"panel\"><table><thead><tr><th scope=\"col\">Check</th><th scope=\"col\">Finding</th></tr></thead><tbody>");
        foreach (DataCheck check in checks)
        {
            html.Add($"<tr><th scope=\"row\"><span class=\"{(check.IsConcern ? "bad" : "good")}\" aria-hidden=\"true\">{(check.IsConcern ? "!" : "\u2713")}</span> {check.Name}</th>");
            html.Add($"<td>{(check.IsConcern ? "Look into this: " : "")}{check.Finding}</td></tr>");
        }

        html.Add($"</tbody></table></div>");
        html.Add($"</section>");
    }

    public static void AddSkipped(HtmlBuilder html, IReadOnlyList<SkippedCount> skipped)
    {
        if (skipped.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"skipped\">");
        html.Add($"<h2 id=\"skipped\">Left out</h2>");
        html.Add($"<div class=\"panel\"><table><thead><tr><th scope=\"col\">What</th><th scope=\"col\" class=\"number\">Count</th></tr></thead><tbody>");
        foreach (SkippedCount part in skipped)
        {
            html.Add($"<tr><th scope=\"row\">{part.What}</th><td class=\"number\">{(part.Count == 0 ? "none" : Figures.Show(part.Count))}</td></tr>");
        }

        html.Add($"</tbody></table></div>");
        html.Add($"</section>");
    }

    public static void AddSettings(HtmlBuilder html, IReadOnlyList<ReportSetting> settings)
    {
        if (settings.Count == 0)
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"settings\">");
        html.Add($"<h2 id=\"settings\">Settings</h2>");
        html.Add($"<div class=\"panel\"><table><thead><tr><th scope=\"col\">Setting</th><th scope=\"col\">Value</th></tr></thead><tbody>");
        foreach (ReportSetting setting in settings)
        {
            html.Add($"<tr><th scope=\"row\"><code>{setting.Name}</code></th><td><code>{setting.Value}</code></td></tr>");
        }

        html.Add($"</tbody></table></div>");
        html.Add($"</section>");
    }

    private static void AddAnswers(HtmlBuilder html, string when, IReadOnlyList<string> answers)
    {
        html.Add($"<div class=\"answers\"><h3>{when}</h3><ol>");
        foreach (string answer in answers)
        {
            html.Add($"<li><bdi>{answer}</bdi></li>");
        }

        html.Add($"</ol></div>");
    }
}
