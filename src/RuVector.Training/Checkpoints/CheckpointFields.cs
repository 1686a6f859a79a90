using System.Globalization;
using System.Reflection;
using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>The fields of the format in a header's metadata, beside the caller's texts.</summary>
internal static class CheckpointFields
{
    public const int Version = 1;
    public const string Prefix = "ruvector.";
    public const string FormatVersion = Prefix + "format";
    public const string Library = Prefix + "library";
    public const string Step = Prefix + "step";
    public const string Metric = Prefix + "metric";
    public const string HeaderDigest = Prefix + "sha256";
    public const string TensorDigest = HeaderDigest + ".";
    public const string Signature = Prefix + "hmac";

    private static readonly string _libraryVersion =
        typeof(CheckpointFields).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static bool IsReserved(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The metadata of a file, with digits in place of digest and signature of the header.</summary>
    public static Dictionary<string, string> ToMetadata(Checkpoint checkpoint, IReadOnlyList<string> digests, bool signed)
    {
        Dictionary<string, string> metadata = new(checkpoint.Metadata, StringComparer.Ordinal)
        {
            [FormatVersion] = Version.ToString(CultureInfo.InvariantCulture),
            [Library] = _libraryVersion,
            [Step] = checkpoint.Step.ToString(CultureInfo.InvariantCulture),
            [HeaderDigest] = CheckpointSeal.Blank,
        };
        if (checkpoint.Metric is { } metric)
        {
            metadata[Metric] = metric.ToString("R", CultureInfo.InvariantCulture);
        }

        if (signed)
        {
            metadata[Signature] = CheckpointSeal.Blank;
        }

        for (int i = 0; i < digests.Count; i++)
        {
            metadata[TensorDigest + checkpoint.Tensors[i].Name] = digests[i];
        }

        return metadata;
    }

    /// <summary>Refuses files that are no checkpoints or of a later version, before anything else in them is judged.</summary>
    public static void RequireVersion(Dictionary<string, string> metadata, SafetensorsRules rules)
    {
        if (!metadata.TryGetValue(FormatVersion, out string? text))
        {
            throw rules.Refuse(CheckpointError.NotACheckpoint, null, $"a checkpoint, which has the field {FormatVersion}", "it has none");
        }

        if (!TryParse(text, out long version) || version == 0)
        {
            throw rules.Refuse(CheckpointError.InvalidField, null, $"{FormatVersion} to be a positive integer", $"got '{Shown(text)}'");
        }

        if (version > Version)
        {
            throw rules.Refuse(CheckpointError.NewerVersion, null, $"format version {Version} or earlier, as this library knows them", $"the file is of version {version}: read it with a later library");
        }
    }

    /// <summary>The step and the metric; every field of the format is one that this version knows.</summary>
    public static (long Step, double? Metric) ReadState(Dictionary<string, string> metadata, SafetensorsRules rules)
    {
        string? unknown = metadata.Keys.FirstOrDefault(static key => IsReserved(key) && !IsKnown(key));
        if (unknown is not null)
        {
            throw rules.Refuse(CheckpointError.InvalidField, null, $"fields of version {Version}", $"got '{Shown(unknown)}'");
        }

        _ = Required(metadata, Library, rules);
        string text = Required(metadata, Step, rules);
        if (!TryParse(text, out long step))
        {
            throw rules.Refuse(CheckpointError.InvalidField, null, $"{Step} to be an integer from 0 to {long.MaxValue}", $"got '{Shown(text)}'");
        }

        if (!metadata.TryGetValue(Metric, out string? metricText))
        {
            return (step, null);
        }

        return double.TryParse(metricText, NumberStyles.Float, CultureInfo.InvariantCulture, out double metric) && double.IsFinite(metric)
            ? (step, metric)
            : throw rules.Refuse(CheckpointError.InvalidField, null, $"{Metric} to be a finite number", $"got '{Shown(metricText)}'");
    }

    /// <summary>A field that must be there.</summary>
    public static string Required(Dictionary<string, string> metadata, string key, SafetensorsRules rules, string? tensor = null) =>
        metadata.TryGetValue(key, out string? value) ? value : throw rules.Refuse(CheckpointError.MissingField, tensor, $"the field {Shown(key)}", "the file has none");

    // Canonical digits only: no sign, no space, no leading zero.
    private static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && text == value.ToString(CultureInfo.InvariantCulture);

    private static bool IsKnown(string key) =>
        key is FormatVersion or Library or Step or Metric or HeaderDigest or Signature || key.StartsWith(TensorDigest, StringComparison.Ordinal);

    private static string Shown(string text) => text.Length <= 100 ? text : text[..100] + "...";
}
