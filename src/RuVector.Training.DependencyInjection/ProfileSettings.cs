using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>A value of the configuration, and the full path of the key that it comes from.</summary>
internal readonly record struct Setting(string? Value, string Path);

/// <summary>The settings of one profile, by paths relative to the root section; paths ignore case.</summary>
internal sealed class ProfileSettings(string root, string profile, IReadOnlyDictionary<string, Setting> settings)
{
    public string Profile => profile;

    public string? ValueOf(string path) => settings.GetValueOrDefault(path).Value;

    /// <summary>Gets the full path of a key: where its value comes from, or where it could be set for all profiles.</summary>
    public string FullPathOf(string path) => settings.TryGetValue(path, out Setting setting) ? setting.Path : $"{root}:{path}";

    /// <summary>Gets the full path at which a key could be set for this profile.</summary>
    public string OwnPathOf(string path) => profile.Length == 0 ? $"{root}:{path}" : $"{root}:{SettingsSnapshot.ProfilesKey}:{profile}:{path}";

    /// <summary>Gets the names of the keys directly below a path; an empty path stands for the root section.</summary>
    public IReadOnlyList<string> KeysBelow(string path) =>
        [.. PathsBelow(path).Select(key => key[Start(path)..].Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Gets the paths of all keys below a path, sorted.</summary>
    public IEnumerable<string> PathsBelow(string path) => settings.Keys
        .Where(key => key.Length > Start(path) && (path.Length == 0 || key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)))
        .Order(ConfigurationKeyComparer.Instance);

    /// <summary>Gets the keys that a run reads, with their values, sorted: those of sections, and in slots those of the selected components.</summary>
    /// <param name="selected">The name of the selected component by slot.</param>
    /// <param name="ofHost">The names of sections that no run depends on.</param>
    public SortedDictionary<string, string> UsedBy(IReadOnlyDictionary<string, string> selected, IReadOnlyCollection<string> ofHost)
    {
        SortedDictionary<string, string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string path, Setting setting) in settings)
        {
            string[] keys = path.Split(':');
            bool isSlot = Slot.All.Any(slot => slot.Name.Equals(keys[0], StringComparison.OrdinalIgnoreCase));
            bool isOfSelected = keys.Length < 3 || (selected.TryGetValue(keys[0], out string? name) && name.Equals(keys[1], StringComparison.OrdinalIgnoreCase));
            if (setting.Value is { } value && (!isSlot || isOfSelected) && !ofHost.Contains(keys[0], StringComparer.OrdinalIgnoreCase))
            {
                used[path] = value;
            }
        }

        return used;
    }

    /// <summary>Reports the keys directly below a path that are none of the known ones.</summary>
    public void ReportUnknownKeys(string path, IReadOnlyCollection<string> known, ICollection<string> problems)
    {
        foreach (string key in KeysBelow(path).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add($"{FullPathOf(path.Length == 0 ? key : $"{path}:{key}")}: {Names.Unknown(key, known)}");
        }
    }

    /// <summary>Reports the keys of a section of the host that a profile or an override sets.</summary>
    public void ReportKeysOfRuns(string section, ICollection<string> problems)
    {
        foreach (string path in PathsBelow(section).Where(path => !FullPathOf(path).Equals($"{root}:{path}", StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add($"{FullPathOf(path)}: Expected settings of a run, but {section} holds for the whole host. Set {root}:{path}.");
        }
    }

    /// <summary>Reports a value where a section belongs.</summary>
    /// <returns>Whether there is one.</returns>
    public bool ReportValue(string path, ICollection<string> problems, string hint = "")
    {
        if (ValueOf(path) is not { Length: > 0 } value)
        {
            return false;
        }

        problems.Add($"{FullPathOf(path)}: Expected a section, but got the value {Names.Quote(value)}.{hint}");
        return true;
    }

    private static int Start(string path) => path.Length == 0 ? 0 : path.Length + 1;
}
