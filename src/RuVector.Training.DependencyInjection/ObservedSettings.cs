using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>A configuration that notes which keys a binder asks for: a key that no binder asks for is not known to the settings.</summary>
internal sealed class ObservedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _listed = new(StringComparer.OrdinalIgnoreCase);

    public ObservedSettings(IEnumerable<KeyValuePair<string, string?>> settings) => Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the last key that was asked for.</summary>
    public string LastKey { get; private set; } = "";

    /// <summary>Gets a value indicating whether the last question was for the keys below <see cref="LastKey"/>, not for its value.</summary>
    public bool LastWasListing { get; private set; }

    /// <summary>Tells whether the value of a key, the keys below it, or anything further below was asked for.</summary>
    public bool WasAskedFor(string key) => _asked.Contains(key);

    /// <summary>Tells whether the keys below a key were asked for, as they are where an object or a list belongs.</summary>
    public bool WasListed(string key) => _listed.Contains(key);

    public IConfigurationSection Section(string path) => new ConfigurationBuilder().Add(this).Build().GetSection(path);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        Note(key, isListing: false);
        return base.TryGet(key, out value);
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        Note(parentPath ?? "", isListing: true);
        _listed.Add(parentPath ?? "");
        return base.GetChildKeys(earlierKeys, parentPath);
    }

    private void Note(string key, bool isListing)
    {
        (LastKey, LastWasListing) = (key, isListing);
        for (int end = key.Length; end > 0; end = key.LastIndexOf(':', end - 1))
        {
            _asked.Add(key[..end]);
        }
    }
}
