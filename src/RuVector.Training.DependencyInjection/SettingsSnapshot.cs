using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>One reading of the section <c>RuVectorTraining</c>: immutable, so that a reload changes no run in progress.</summary>
internal sealed class SettingsSnapshot
{
    public const string SectionName = "RuVectorTraining";
    public const string ProfilesKey = "Profiles";
    private const string ProfilesPrefix = ProfilesKey + ":";

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
    public static SettingsSnapshot Read(IConfiguration? configuration)
    {
        if (configuration is null)
        {
            return new SettingsSnapshot(SectionName, [], isMissing: false);
        }

        IConfigurationSection section = configuration.GetSection(SectionName);
        Dictionary<string, string?> values = ReadOnce(section);
        for (Dictionary<string, string?> again = ReadOnce(section); !Equal(values, again); again = ReadOnce(section))
        {
            values = again;
        }

        return new SettingsSnapshot(section.Path, values, isMissing: values.Count == 0);
    }

    /// <summary>Gets the settings of a profile: its own over those outside of profiles, key by key; an empty name stands for the latter alone.</summary>
    public ProfileSettings Of(string profile)
    {
        Dictionary<string, Setting> settings = new(StringComparer.OrdinalIgnoreCase);
        string prefix = $"{ProfilesPrefix}{profile}:";
        foreach ((string key, string? value) in _values)
        {
            if (!key.StartsWith(ProfilesPrefix, StringComparison.OrdinalIgnoreCase))
            {
                settings.TryAdd(key, new Setting(value, $"{_root}:{key}"));
            }
            else if (profile.Length > 0 && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                settings[key[prefix.Length..]] = new Setting(value, $"{_root}:{key}");
            }
        }

        return new ProfileSettings(_root, profile, settings);
    }

    private static Dictionary<string, string?> ReadOnce(IConfigurationSection section) =>
        section.AsEnumerable(makePathsRelative: true)
            .Where(static pair => pair.Key.Length > 0)
            .ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static bool Equal(Dictionary<string, string?> a, Dictionary<string, string?> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
