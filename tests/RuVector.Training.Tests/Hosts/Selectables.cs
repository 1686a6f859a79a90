using Microsoft.Extensions.DependencyInjection;
using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Hosts;

/// <summary>All that a configuration can select, as the registry tells it: what goes over these covers a component as soon as it is registered.</summary>
internal static class Selectables
{
    private static readonly ComponentRegistry _registry = Register();

    /// <summary>What a component cannot do without, by slot and name; all others start with nothing but their names.</summary>
    private static readonly Dictionary<string, (string Key, string Value)[]> _needs = new()
    {
        ["Loss:Composite"] = [("Parts:right:Type", "InfoNce")],
        ["Loss:Matryoshka"] = [("Dimensions:0", "4"), ("Loss:Type", "InfoNce")],
        ["Optimizer:Ema"] = [("Optimizer:Type", "AdamW")],
        ["Scheduler:MultiStep"] = [("Milestones:0", "10")],
        ["Scheduler:Scaled"] = [("Scheduler:Type", "Constant")],
        ["Scheduler:Sequential"] = [("Parts:0:Type", "Constant")],
        ["Scheduler:Warmup"] = [("Scheduler:Type", "Constant")],
        ["Curriculum:Stages"] = [("Stages:0:Name", "all")],
        ["Trainer:ParameterGroups"] = [("0:Pattern", "*")],
    };

    /// <summary>Gets every name of every slot.</summary>
    public static IReadOnlyList<Selectable> All { get; } =
        [.. from slot in Slot.All from name in _registry.NamesOf(slot) select new Selectable(slot.Name, name, _registry.Find(slot, name)!.OptionsType, slot.ServiceType)];

    /// <summary>Gets every section of settings, with the type that it is bound to.</summary>
    public static IReadOnlyList<(string Name, Type Options)> Sections { get; } = [.. _registry.Sections.Select(static section => (section.Name, section.OptionsType))];

    /// <summary>Gets the places that a run reads settings from: components, sections, and the elements of lists and maps in them.</summary>
    public static IEnumerable<(string Path, Type Options)> Places =>
        All.Select(static part => (part.Path, part.Options)).Concat(Sections.Select(static section => (Path: section.Name, section.Options)))
            .SelectMany(static place => Elements(place.Path, place.Options).Prepend(place));

    /// <summary>Gets the names of a slot, as problems list them.</summary>
    public static string[] NamesOf(string slot) => slot == "Adapter" ? [.. AdapterFactory.Types] : [.. All.Where(part => part.Slot == slot).Select(static part => part.Name)];

    /// <summary>Gets the settings that select a component and that it cannot do without, and those of a whole run around it.</summary>
    public static (string Key, string Value)[] RunWith(string slot, string name)
    {
        Dictionary<string, string> settings = new() { ["Loss:Type"] = "InfoNce", ["Optimizer:Type"] = "AdamW", ["Trainer:Steps"] = "20", ["Trainer:BatchSize"] = "32", ["Trainer:EvaluateEvery"] = "5" };
        settings[$"{slot}:Type"] = name;
        return [.. settings.Select(static setting => (setting.Key, setting.Value)), .. NeedsOf($"{slot}:{name}")];
    }

    /// <summary>Gets the settings of a whole run that reads a place.</summary>
    public static (string Key, string Value)[] RunWith(string path) =>
        All.FirstOrDefault(part => $"{path}:".StartsWith($"{part.Path}:", StringComparison.Ordinal)) is { } part ? RunWith(part.Slot, part.Name) : [.. RunWith("Loss", "InfoNce"), .. NeedsOf(path[..Math.Max(0, path.LastIndexOf(':'))])];

    private static IEnumerable<(string Key, string Value)> NeedsOf(string path) => _needs.GetValueOrDefault(path, []).Select(need => ($"{path}:{need.Key}", need.Value));

    private static IEnumerable<(string Path, Type Options)> Elements(string path, Type options) =>
        from property in options.GetProperties()
        let type = property.PropertyType
        where type.IsGenericType && type.GetGenericArguments()[^1] is { IsClass: true } element && element != typeof(string)
        select ($"{path}:{property.Name}:{(type.GetGenericTypeDefinition() == typeof(IDictionary<,>) ? "right" : "0")}", type.GetGenericArguments()[^1]);

    private static ComponentRegistry Register()
    {
        ServiceCollection services = new();
        services.AddRuVectorTraining();
        return ComponentRegistry.Find(services)!;
    }
}

/// <summary>A name that the key <c>Type</c> of a slot may have.</summary>
internal sealed record Selectable(string Slot, string Name, Type Options, Type Service)
{
    public string Path => $"{Slot}:{Name}";
}
