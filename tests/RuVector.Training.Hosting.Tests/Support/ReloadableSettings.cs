using Microsoft.Extensions.Configuration;

namespace RuVector.Training.Hosting.Tests;

/// <summary>Settings below the root section that a test changes, with the event that a watched file raises.</summary>
internal sealed class ReloadableSettings : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Replace(string key, string? value)
    {
        Data = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase) { [$"RuVectorTraining:{key}"] = value };
        OnReload();
    }
}
