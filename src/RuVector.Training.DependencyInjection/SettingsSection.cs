using System.Diagnostics.CodeAnalysis;

namespace RuVector.Training;

/// <summary>A registered section of settings, without their type.</summary>
internal abstract class SettingsSection(string name, Type optionsType)
{
    public string Name => name;

    public Type OptionsType => optionsType;

    /// <summary>Reads and checks the settings.</summary>
    public abstract object Read(IServiceProvider services, ProfileSettings settings, ICollection<string> problems);

    /// <summary>Adds to what components are told of the run.</summary>
    public abstract TrainingRunContext Extend(TrainingRunContext context, object options);
}

/// <inheritdoc cref="SettingsSection"/>
internal sealed class SettingsSection<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    string name, OptionsReader<TOptions> reader, Func<TrainingRunContext, TOptions, TrainingRunContext>? extend) : SettingsSection(name, typeof(TOptions))
    where TOptions : class, new()
{
    public OptionsReader<TOptions> Reader => reader;

    public override object Read(IServiceProvider services, ProfileSettings settings, ICollection<string> problems) => reader.Read(services, settings, Name, problems);

    public override TrainingRunContext Extend(TrainingRunContext context, object options) => extend?.Invoke(context, (TOptions)options) ?? context;
}
