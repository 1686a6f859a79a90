using System.Diagnostics.CodeAnalysis;

namespace RuVector.Training;

/// <summary>A registered section of settings, without their type.</summary>
internal abstract class SettingsSection(string name, Type optionsType, bool isOfHost)
{
    public string Name => name;

    public Type OptionsType => optionsType;

    /// <summary>Gets a value indicating whether the settings hold for the whole host: no run depends on them.</summary>
    public bool IsOfHost => isOfHost;

    /// <summary>Reads and checks the settings.</summary>
    public abstract object Read(IServiceProvider services, ProfileSettings settings, ICollection<string> problems);

    /// <summary>Adds to what components are told of the run.</summary>
    public abstract TrainingRunContext Extend(TrainingRunContext context, object options);
}

/// <inheritdoc cref="SettingsSection"/>
internal sealed class SettingsSection<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    string name, OptionsReader<TOptions> reader, Func<TrainingRunContext, TOptions, TrainingRunContext>? extend, bool isOfHost) : SettingsSection(name, typeof(TOptions), isOfHost)
    where TOptions : class, new()
{
    public OptionsReader<TOptions> Reader => reader;

    public override object Read(IServiceProvider services, ProfileSettings settings, ICollection<string> problems) => reader.Read(services, settings, Name, problems);

    public override TrainingRunContext Extend(TrainingRunContext context, object options) => extend?.Invoke(context, (TOptions)options) ?? context;
}
