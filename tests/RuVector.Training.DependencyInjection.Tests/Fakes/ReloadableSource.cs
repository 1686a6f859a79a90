using Microsoft.Extensions.Configuration;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Settings that a test replaces as a whole, with the event that a watched file raises.</summary>
internal sealed class ReloadableSource : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Called before a key is read.</summary>
    public Action? Reading { get; set; }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        Reading?.Invoke();
        return base.TryGet(key, out value);
    }

    public void Replace(params (string Key, string? Value)[] settings)
    {
        ReplaceSilently(settings);
        OnReload();
    }

    public void ReplaceSilently(params (string Key, string? Value)[] settings) =>
        Data = settings.ToDictionary(static s => $"RuVectorTraining:{s.Key}", static s => s.Value, StringComparer.OrdinalIgnoreCase);
}
