using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>One reading of the section <c>RuVectorTraining</c>: immutable, so that a reload changes no run in progress.</summary>
internal sealed class SettingsSnapshot
{
    public const string SectionName = "RuVectorTraining";
    public const string ProfilesKey = "Profiles";
    private const string ProfilesPrefix = ProfilesKey + ":";
    private const int MaximumReadings = 100;

    private readonly string _root;
    private readonly Dictionary<string, string?> _values;

    private SettingsSnapshot(string root, Dictionary<string, string?> values, bool isMissing)
    {
        (_root, _values, IsMissing) = (root, values, isMissing);
        Profiles = [.. values.Keys
            .Where(static key => key.StartsWith(ProfilesPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(static key => key[ProfilesPrefix.Length..].Split(':')[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Gets a value indicating whether a configuration was given that has no such section.</summary>
    public bool IsMissing { get; }

    /// <summary>Gets the names of the profiles, sorted.</summary>
    public IReadOnlyList<string> Profiles { get; }

    /// <summary>Reads until two readings agree: a reload in between would mix old and new settings.</summary>
    /// <exception cref="InvalidOperationException">The configuration does not come to rest.</exception>
    public static SettingsSnapshot Read(IConfiguration? configuration)
    {
        if (configuration is null)
        {
            return new SettingsSnapshot(SectionName, [], isMissing: false);
        }

        IConfigurationSection section = configuration.GetSection(SectionName);
        Dictionary<string, string?> values = ReadOnce(section);
        for (int reading = 1; reading < MaximumReadings; reading++)
        {
            Dictionary<string, string?> again = ReadOnce(section);
            if (Equal(values, again))
            {
                return new SettingsSnapshot(section.Path, values, isMissing: values.Count == 0);
            }

            values = again;
        }

        throw new InvalidOperationException($"{section.Path}: Expected two equal readings of this section in a row, but it changed during each of {MaximumReadings}.");
    }

    /// <summary>Gets the settings of a profile: overrides over its own, and these over those outside of profiles, key by key; an empty name stands for the latter alone.</summary>
    public ProfileSettings Of(string profile, IReadOnlyDictionary<string, string>? overrides = null)
    {
        Dictionary<string, Setting> settings = new(StringComparer.OrdinalIgnoreCase);
        string prefix = $"{ProfilesPrefix}{profile}:";
        foreach ((string key, string? value) in _values)
        {
            if (profile.Length > 0 && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                settings[key[prefix.Length..]] = new Setting(value, $"{_root}:{key}");
            }
            else if (!$"{key}:".StartsWith(ProfilesPrefix, StringComparison.OrdinalIgnoreCase))
            {
                settings.TryAdd(key, new Setting(value, $"{_root}:{key}"));
            }
        }

        foreach ((string key, string value) in overrides ?? new Dictionary<string, string>())
        {
            settings[key] = new Setting(value, $"{_root}:{key} (overridden)");
        }

        return new ProfileSettings(_root, profile, settings);
    }

    /// <summary>Gets the name of a profile as the configuration spells it; <see langword="null"/>, with a problem, when there is none.</summary>
    public string? FindProfile(string? name, ICollection<string> problems)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "";
        }

        string? found = Profiles.FirstOrDefault(profile => profile.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            problems.Add($"{_root}:{ProfilesKey}: {Names.Unknown(name, Profiles)}");
        }

        return found;
    }

    /// <summary>Reports that the section is missing.</summary>
    /// <returns>Whether it is.</returns>
    public bool ReportMissing(ICollection<string> problems)
    {
        if (IsMissing)
        {
            problems.Add($"{_root}: Expected this section in the configuration, but it is missing or empty. Add it, or call AllowDefaults() to run with settings in code and defaults.");
        }

        return IsMissing;
    }

    /// <summary>Reports values where the section itself, or the sections of profiles, belong.</summary>
    public void ReportValues(ICollection<string> problems)
    {
        foreach (string path in Profiles.Select(static profile => ProfilesPrefix + profile).Prepend(ProfilesKey).Prepend(""))
        {
            if (_values.GetValueOrDefault(path) is { Length: > 0 } value)
            {
                problems.Add($"{(path.Length == 0 ? _root : $"{_root}:{path}")}: Expected a section, but got the value {Names.Quote(value)}.");
            }
        }
    }

    private static Dictionary<string, string?> ReadOnce(IConfigurationSection section)
    {
        Dictionary<string, string?> values = section.AsEnumerable(makePathsRelative: true)
            .ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        if (section.Value is { Length: > 0 } value)
        {
            values[""] = value;
        }

        return values;
    }

    private static bool Equal(Dictionary<string, string?> a, Dictionary<string, string?> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
