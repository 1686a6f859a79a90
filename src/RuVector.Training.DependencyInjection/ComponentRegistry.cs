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

    /// <summary>Gets or sets a value indicating whether the configuration may lack the section.</summary>
    public bool AllowsDefaults { get; set; }

    public IReadOnlyList<SettingsSection> Sections => _sections;

    public static ComponentRegistry? Find(IServiceCollection services) =>
        (ComponentRegistry?)services.FirstOrDefault(static d => d.ServiceType == typeof(ComponentRegistry))?.ImplementationInstance;

    public static ComponentRegistry Of(ITrainingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Find(builder.Services) ?? throw new InvalidOperationException("Expected the core to be registered before components. Call services.AddRuVectorTrainingCore() first.");
    }

    public void ReadFrom(IConfiguration? configuration)
    {
        if (Configuration is not null && configuration is not null && configuration != Configuration)
        {
            throw new InvalidOperationException("Expected one configuration, but AddRuVectorTrainingCore was called with a second one.");
        }

        Configuration ??= configuration;
    }

    /// <summary>Adds a component, or finds the same one: that of the same name, contract and settings.</summary>
    public Component GetOrAdd(Component component)
    {
        CheckName(component.Name, Slot.TypeKey, Slot.None);
        if (!Slot.All.Any(component.Fits))
        {
            throw new InvalidOperationException(
                $"Expected a component of a type that a slot takes ({string.Join(", ", Slot.All.Select(static slot => slot.ServiceType).Distinct())}), but '{component.Name}' is registered as {component.ServiceType}.");
        }

        Component? existing = _components.FirstOrDefault(other => Same(other.Name, component.Name) && other.SharesSlotWith(component));
        if (existing is null)
        {
            _components.Add(component);
            return component;
        }

        return existing.OptionsType == component.OptionsType
            ? existing
            : throw new InvalidOperationException(
                $"Expected a new name for the {component.ServiceType} with settings {component.OptionsType}, but '{existing.Name}' is already registered with settings {existing.OptionsType}.");
    }

    /// <summary>Adds a settings section, or finds the same one: that of the same name and settings.</summary>
    public SettingsSection GetOrAdd(SettingsSection section)
    {
        CheckName(section.Name, [SettingsSnapshot.ProfilesKey, .. Slot.All.Select(static slot => slot.Name)]);
        SettingsSection? existing = _sections.FirstOrDefault(s => s.OptionsType == section.OptionsType || Same(s.Name, section.Name));
        if (existing is null)
        {
            _sections.Add(section);
            return section;
        }

        return existing.OptionsType == section.OptionsType && Same(existing.Name, section.Name)
            ? existing
            : throw new InvalidOperationException(
                $"Expected a new section and a new type for '{section.Name}' with settings {section.OptionsType}, but '{existing.Name}' is already registered with settings {existing.OptionsType}.");
    }

    public void Select(string slot, string name) => _selected[Slot.Of(slot).Name] = name;

    public string? SelectedInCode(Slot slot) => _selected.GetValueOrDefault(slot.Name);

    public Component? Find(Slot slot, string name) => _components.FirstOrDefault(c => c.Fits(slot) && Same(c.Name, name));

    public IReadOnlyList<string> NamesOf(Slot slot) => [.. _components.Where(c => c.Fits(slot)).Select(static c => c.Name)];

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
