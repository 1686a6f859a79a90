using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Reads the configuration, selects components and checks their settings, and collects every problem on the way.</summary>
internal sealed class RunPlanner(ComponentRegistry registry, IServiceProvider services)
{
    private readonly SlotSelector _selector = new(registry);

    /// <summary>Plans some slots of a profile, with all settings sections, which may tell components of the run.</summary>
    /// <exception cref="OptionsValidationException">There are problems.</exception>
    public RunPlan Plan(string? profile, IReadOnlyList<Slot> slots, IReadOnlyDictionary<string, string>? overrides = null) => Plan(profile, slots, registry.Sections, overrides);

    /// <summary>Plans one settings section of a profile.</summary>
    /// <exception cref="OptionsValidationException">There are problems.</exception>
    public RunPlan Plan(string? profile, Type sectionType) => Plan(profile, [], [.. registry.Sections.Where(section => section.OptionsType == sectionType)], null);

    /// <summary>Gets the problems of all profiles, each once.</summary>
    public IReadOnlyList<string> FindProblems()
    {
        SettingsSnapshot snapshot = SettingsSnapshot.Read(registry.Configuration);
        List<string> problems = [];
        if (!IsRefused(snapshot, problems))
        {
            foreach (string profile in snapshot.Profiles.Prepend(""))
            {
                // With profiles, what is outside of them may be no run of its own.
                Plan(snapshot.Of(profile), Slot.All, registry.Sections, mayLeaveOpen: profile.Length == 0 && snapshot.Profiles.Count > 0, problems);
            }
        }

        return [.. problems.Distinct()];
    }

    private RunPlan Plan(string? profile, IReadOnlyList<Slot> slots, IReadOnlyList<SettingsSection> sections, IReadOnlyDictionary<string, string>? overrides)
    {
        SettingsSnapshot snapshot = SettingsSnapshot.Read(registry.Configuration);
        List<string> problems = [];
        if (!IsRefused(snapshot, problems) && snapshot.FindProfile(profile, problems) is { } found)
        {
            RunPlan plan = Plan(snapshot.Of(found, overrides), slots, sections, mayLeaveOpen: false, problems);
            if (problems.Count == 0)
            {
                return plan;
            }
        }

        throw new OptionsValidationException(profile ?? "", typeof(TrainingProfileOptions), problems.Distinct());
    }

    private bool IsRefused(SettingsSnapshot snapshot, List<string> problems)
    {
        snapshot.ReportValues(problems);
        return !registry.AllowsDefaults && snapshot.ReportMissing(problems);
    }

    private RunPlan Plan(ProfileSettings settings, IReadOnlyList<Slot> slots, IReadOnlyList<SettingsSection> sections, bool mayLeaveOpen, List<string> problems)
    {
        settings.ReportUnknownKeys("", [SettingsSnapshot.ProfilesKey, .. Slot.All.Select(static slot => slot.Name), .. registry.Sections.Select(static section => section.Name)], problems);
        if (settings.PathsBelow(SettingsSnapshot.ProfilesKey).Any())
        {
            problems.Add($"{settings.FullPathOf(SettingsSnapshot.ProfilesKey)}: Expected no profiles inside of a profile.");
        }

        foreach (SettingsSection section in sections.Where(static section => section.IsOfHost))
        {
            settings.ReportKeysOfRuns(section.Name, problems);
        }

        (SettingsSection, object)[] read = [.. sections.Select(section => (section, section.Read(services, settings, problems)))];
        Preparation preparation = new(_selector, services, settings, mayLeaveOpen, problems);
        PlannedPart[] parts = [.. slots.Select(preparation.Prepare).OfType<PlannedPart>()];
        if (parts.FirstOrDefault(static part => part.Slot.Name == TrainingSlots.Loss) is { } loss && parts.FirstOrDefault(static part => part.Slot.Name == TrainingSlots.Temperature) is { } schedule)
        {
            TemperatureCheck.Check(loss, schedule, preparation);
        }

        return new RunPlan(settings, read, parts);
    }
}
