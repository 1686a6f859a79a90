using RuVector.Training.Hosting;

namespace WebHost.Settings;

/// <summary>Finds every problem of <see cref="WebHostOptions"/>.</summary>
internal static class WebHostOptionsCheck
{
    private const int MinimumKeyLength = 16;

    public static IEnumerable<string> Check(WebHostOptions options) =>
        Texts(options).Concat(Limits(options)).Concat(Datasets(options)).Concat(options.AllowedOverrides.SelectMany(static (allowed, index) => Overrides(allowed, index)));

    private static IEnumerable<string> Texts(WebHostOptions options)
    {
        if (options.ApiKey.Length is > 0 and < MinimumKeyLength || options.ApiKey.Any(static c => c is <= ' ' or > '~'))
        {
            yield return $"{Key(nameof(options.ApiKey))}: Expected nothing, or {MinimumKeyLength} or more visible ASCII characters without spaces, but got {options.ApiKey.Length} characters that do not fit.";
        }

        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            yield return $"{Key(nameof(options.Folder))}: Expected the path of a folder.";
        }

        if (options.UploadTimeout < TimeSpan.FromSeconds(1) || options.UploadTimeout > TimeSpan.FromHours(1))
        {
            yield return $"{Key(nameof(options.UploadTimeout))}: Expected a time in [00:00:01, 01:00:00], but got {options.UploadTimeout:c}.";
        }
    }

    private static IEnumerable<string> Limits(WebHostOptions options)
    {
        (string Name, int Value, int Least, int Most)[] limits =
        [
            (nameof(options.MaxBodyBytes), options.MaxBodyBytes, 1024, 1 << 30),
            (nameof(options.MaxRowBytes), options.MaxRowBytes, 64, 16 << 20),
            (nameof(options.MaxRows), options.MaxRows, 5, 10_000_000),
            (nameof(options.MaxVectors), options.MaxVectors, 10, 40_000_000),
            (nameof(options.MaxDimension), options.MaxDimension, 1, 1 << 16),
            (nameof(options.MaxSteps), options.MaxSteps, 1, int.MaxValue),
            (nameof(options.MaxDatasets), options.MaxDatasets, 0, 10_000),
            (nameof(options.MaxStreams), options.MaxStreams, 1, 10_000),
            (nameof(options.MaxConcurrentUploads), options.MaxConcurrentUploads, 1, 1000),
            (nameof(options.MaxConnections), options.MaxConnections, 1, 100_000),
        ];
        return limits.Where(static limit => limit.Value < limit.Least || limit.Value > limit.Most)
            .Select(static limit => $"{Key(limit.Name)}: Expected a value in [{limit.Least}, {limit.Most}], but got {limit.Value}.");
    }

    private static IEnumerable<string> Datasets(WebHostOptions options)
    {
        foreach ((string id, string path) in options.Datasets)
        {
            if (!TrainingJobId.IsValid(id))
            {
                yield return $"{Key(nameof(options.Datasets))}: Expected ids of 1 to 64 characters of a-z, 0-9, '-' and '_', the first one a letter or a digit, but got '{id}'.";
            }

            if (string.IsNullOrWhiteSpace(path))
            {
                yield return $"{Key(nameof(options.Datasets))}:{id}: Expected the path of a file.";
            }
        }
    }

    private static IEnumerable<string> Overrides(AllowedOverride allowed, int index)
    {
        string key = $"{Key(nameof(WebHostOptions.AllowedOverrides))}:{index}";
        if (!allowed.IsWellFormed)
        {
            yield return $"{key}:Key: Expected the path of a setting, such as Optimizer:Type or Optimizer:*:LearningRate, but got '{allowed.Key}'.";
        }

        if (allowed.Minimum > allowed.Maximum || double.IsNaN(allowed.Minimum ?? 0) || double.IsNaN(allowed.Maximum ?? 0))
        {
            yield return FormattableString.Invariant($"{key}: Expected a Minimum of at most the Maximum, but got {allowed.Minimum} and {allowed.Maximum}.");
        }
    }

    private static string Key(string name) => $"{WebHostOptions.Section}:{name}";
}
