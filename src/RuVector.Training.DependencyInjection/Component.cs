using System.Diagnostics.CodeAnalysis;

namespace RuVector.Training;

/// <summary>A registered component, without the types of its contract and settings.</summary>
internal abstract class Component(string name, Type serviceType, Type optionsType)
{
    public string Name => name;

    public Type ServiceType => serviceType;

    public Type OptionsType => optionsType;

    /// <summary>Reads and checks the settings at a path; what is returned makes the component.</summary>
    public abstract Func<TrainingRunContext, object> Prepare(IServiceProvider services, ProfileSettings settings, string path, ICollection<string> problems);
}

/// <inheritdoc cref="Component"/>
internal sealed class Component<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    string name, OptionsReader<TOptions> reader, Func<TOptions, TrainingRunContext, TService> create) : Component(name, typeof(TService), typeof(TOptions))
    where TService : class
    where TOptions : class, new()
{
    public OptionsReader<TOptions> Reader => reader;

    public override Func<TrainingRunContext, object> Prepare(IServiceProvider services, ProfileSettings settings, string path, ICollection<string> problems)
    {
        TOptions options = reader.Read(services, settings, path, problems);
        return context => create(options, context)
            ?? throw new InvalidOperationException($"Expected a component from the create delegate of '{Name}' ({ServiceType.Name}), but got null.");
    }
}
