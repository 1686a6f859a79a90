using System.Globalization;

namespace WebHost.Observability;

/// <summary>Names, labels and numbers in the text format of Prometheus.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The name with its unit, where the unit is one: <c>a.b</c> in s becomes <c>a_b_seconds</c>.</summary>
    public static string NameOf(string name, string? unit, bool isCounter)
    {
        string suffix = unit switch
        {
            "s" => "_seconds",
            { } rate when rate.EndsWith("/s", StringComparison.Ordinal) => "_per_second",
            _ => "",
        };
        return $"{Word(name)}{suffix}{(isCounter ? "_total" : "")}";
    }

    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string[] labels = new string[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            labels[i] = $"{Word(tags[i].Key)}=\"{EscapeLabel(Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "")}\"";
        }

        return string.Join(',', labels.Order(StringComparer.Ordinal));
    }

    public static string NumberOf(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string EscapeLabel(string text) => EscapeHelp(text).Replace("\"", "\\\"", StringComparison.Ordinal);

    public static string EscapeHelp(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Word(string text) => string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
