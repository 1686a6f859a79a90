using System.Diagnostics.CodeAnalysis;

namespace RuVector.Training;

/// <summary>A registered component, without the types of its contract and settings.</summary>
internal abstract class Component(string name, Type serviceType, Type optionsType, Slot? slot)
{
    public string Name => name;

    public Type ServiceType => serviceType;

    public Type OptionsType => optionsType;

    /// <summary>Tells whether the component can be selected in a slot.</summary>
    public bool Fits(Slot other) => other.ServiceType == serviceType && (slot is null || slot.Name == other.Name);

    /// <summary>Tells whether some slot could take either of two components.</summary>
    public bool SharesSlotWith(Component other) => Slot.All.Any(candidate => Fits(candidate) && other.Fits(candidate));

    /// <summary>Reads and checks the settings at a path, and prepares what is inside; what is returned makes the component.</summary>
    public abstract Func<TrainingRunContext, object> Prepare(Preparation preparation, string path);
}

/// <inheritdoc cref="Component"/>
internal sealed class Component<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    string name, OptionsReader<TOptions> reader, Func<TOptions, TrainingRunContext, InnerComponents, TService> create, Slot? slot) : Component(name, typeof(TService), typeof(TOptions), slot)
    where TService : class
    where TOptions : class, new()
{
    public OptionsReader<TOptions> Reader => reader;

    public override Func<TrainingRunContext, object> Prepare(Preparation preparation, string path)
    {
        TOptions options = reader.Read(preparation.Services, preparation.Settings, path, preparation.Problems, preparation.NamesOf);
        preparation.Note(options, path);
        List<(InnerSlot Slot, PlannedPart Part)> inner = [];
        foreach (InnerSlot slot in reader.InnerSlotsOf(options))
        {
            if (preparation.Prepare(Slot.Inside(path, slot)) is { } part)
            {
                inner.Add((slot, part));
            }
        }

        return context => create(options, context, new InnerComponents(inner.Select(made => KeyValuePair.Create(made.Slot.Path, made.Part.Create(made.Slot.Context?.Invoke(context) ?? context)))))
            ?? throw new InvalidOperationException($"Expected a component from the create delegate of '{Name}' ({ServiceType.Name}), but got null.");
    }
}
