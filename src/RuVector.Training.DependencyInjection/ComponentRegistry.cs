using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RuVector.Training;

/// <summary>What can be selected, which sections there are, and where their settings come from.</summary>
/// <remarks>Filled while services are registered, read only afterwards.</remarks>
internal sealed class ComponentRegistry
{
    private readonly List<Component> _components = [];
    private readonly List<SettingsSection> _sections = [];
    private readonly Dictionary<string, string> _selected = new(StringComparer.OrdinalIgnoreCase);

    public IConfiguration? Configuration { get; private set; }

    public IReadOnlyList<SettingsSection> Sections => _sections;

    public static ComponentRegistry? Find(IServiceCollection services) =>
        (ComponentRegistry?)services.FirstOrDefault(static d => d.ServiceType == typeof(ComponentRegistry))?.ImplementationInstance;

    public static ComponentRegistry Of(ITrainingBuilder builder) =>
        Find(builder.Services) ?? throw new InvalidOperationException("Expected the core to be registered before components. Call services.AddRuVectorTrainingCore() first.");

    public void ReadFrom(IConfiguration? configuration)
    {
        if (Configuration is not null && configuration is not null && configuration != Configuration)
        {
            throw new InvalidOperationException("Expected one configuration, but AddRuVectorTrainingCore was called with a second one.");
        }

        Configuration ??= configuration;
    }

    public void Add(Component component)
    {
        CheckName(component.Name, Slot.TypeKey, Slot.None);
        if (!Slot.All.Any(slot => slot.ServiceType == component.ServiceType))
        {
            throw new InvalidOperationException($"No slot takes '{component.Name}', a component of type {component.ServiceType}.");
        }

        if (Find(component.ServiceType, component.Name) is { } existing)
        {
            throw new InvalidOperationException($"'{component.Name}' ({component.OptionsType}) is already registered for {component.ServiceType}: '{existing.Name}' ({existing.OptionsType}).");
        }

        _components.Add(component);
    }

    public void Add(SettingsSection section)
    {
        CheckName(section.Name, [SettingsSnapshot.ProfilesKey, .. Slot.All.Select(static slot => slot.Name)]);
        if (_sections.FirstOrDefault(s => s.OptionsType == section.OptionsType || Same(s.Name, section.Name)) is { } existing)
        {
            throw new InvalidOperationException($"The settings section '{section.Name}' ({section.OptionsType}) is already registered: '{existing.Name}' ({existing.OptionsType}).");
        }

        _sections.Add(section);
    }

    public void Select(string slot, string name) => _selected[Slot.Of(slot).Name] = name;

    public string? SelectedInCode(Slot slot) => _selected.GetValueOrDefault(slot.Name);

    public Component? Find(Type serviceType, string name) => _components.FirstOrDefault(c => c.ServiceType == serviceType && Same(c.Name, name));

    public IReadOnlyList<string> NamesOf(Type serviceType) => [.. _components.Where(c => c.ServiceType == serviceType).Select(static c => c.Name)];

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static void CheckName(string name, params string[] reserved)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit) || reserved.Any(word => Same(word, name)))
        {
            throw new ArgumentException($"Expected a letter followed by letters and digits, and none of {string.Join(", ", reserved)}, but got '{name}'.", nameof(name));
        }
    }
}
