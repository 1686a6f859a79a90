using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Reads the configuration, selects components and checks their settings, and collects every problem on the way.</summary>
internal sealed class RunPlanner(ComponentRegistry registry, IServiceProvider services)
{
    /// <summary>Plans some slots of a profile.</summary>
    /// <exception cref="OptionsValidationException">There are problems.</exception>
    public RunPlan Plan(string? profile, IReadOnlyList<Slot> slots)
    {
        SettingsSnapshot snapshot = SettingsSnapshot.Read(registry.Configuration);
        List<string> problems = [];
        RunPlan plan = Plan(snapshot.Of(profile ?? ""), slots, problems);
        return problems.Count == 0 ? plan : throw new OptionsValidationException(profile ?? "", typeof(TrainingProfileOptions), problems);
    }

    /// <summary>Gets the problems of all profiles, each once.</summary>
    public IReadOnlyList<string> FindProblems()
    {
        SettingsSnapshot snapshot = SettingsSnapshot.Read(registry.Configuration);
        List<string> problems = [];
        foreach (string profile in snapshot.Profiles.Prepend(""))
        {
            Plan(snapshot.Of(profile), Slot.All, problems);
        }

        return [.. problems.Distinct()];
    }

    private RunPlan Plan(ProfileSettings settings, IReadOnlyList<Slot> slots, List<string> problems)
    {
        List<(SettingsSection Section, object Options)> sections = [];
        foreach (SettingsSection section in registry.Sections)
        {
            sections.Add((section, section.Read(services, settings, problems)));
        }

        List<PlannedPart> parts = [];
        foreach (Slot slot in slots)
        {
            if (SelectComponent(slot, settings, problems) is { } component)
            {
                parts.Add(new PlannedPart(slot, component.Name, component.Prepare(services, settings, $"{slot.Name}:{component.Name}", problems)));
            }
        }

        return new RunPlan(settings.Profile, sections, parts);
    }

    private Component? SelectComponent(Slot slot, ProfileSettings settings, List<string> problems)
    {
        IReadOnlyList<string> known = registry.NamesOf(slot.ServiceType);
        string? name = settings.ValueOf(slot.TypePath) ?? registry.SelectedInCode(slot);
        if (name is null && !slot.IsRequired && settings.KeysBelow(slot.Name).Count == 0)
        {
            return null;
        }

        name ??= known.Count == 1 ? known[0] : "";
        Component? component = registry.Find(slot.ServiceType, name);
        if (component is null)
        {
            problems.Add($"{settings.FullPathOf(slot.TypePath)}: {Names.Unknown(name, known)}");
        }

        return component;
    }
}
