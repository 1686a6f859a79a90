using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>A value of the configuration, and the full path of the key that it comes from.</summary>
internal readonly record struct Setting(string? Value, string Path);

/// <summary>The settings of one profile, by paths relative to the root section; paths ignore case.</summary>
internal sealed class ProfileSettings(string root, string profile, IReadOnlyDictionary<string, Setting> settings)
{
    public string Profile => profile;

    public string? ValueOf(string path) => settings.GetValueOrDefault(path).Value;

    /// <summary>Gets the full path of a key: where its value comes from, or where it could be set.</summary>
    public string FullPathOf(string path) => settings.TryGetValue(path, out Setting setting) ? setting.Path : $"{root}:{path}";

    /// <summary>Gets the names of the keys directly below a path; an empty path stands for the root section.</summary>
    public IReadOnlyList<string> KeysBelow(string path) =>
        [.. PathsBelow(path).Select(key => key[Start(path)..].Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Gets the paths of all keys below a path.</summary>
    public IEnumerable<string> PathsBelow(string path) => settings.Keys.Where(key => key.Length > Start(path) && (path.Length == 0 || key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Makes a configuration of the keys below a path that a filter lets through; it no longer follows its source.</summary>
    public IConfiguration Section(string path, Func<string, bool> include) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(PathsBelow(path).Where(include).Select(key => KeyValuePair.Create(key, settings[key].Value)))
            .Build()
            .GetSection(path);

    private static int Start(string path) => path.Length == 0 ? 0 : path.Length + 1;
}
