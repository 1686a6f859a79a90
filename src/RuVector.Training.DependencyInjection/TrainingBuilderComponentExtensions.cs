using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Registers components: losses, optimizers, schedules and miners, ours and those of others.</summary>
public static class TrainingBuilderComponentExtensions
{
    /// <summary>Registers a component under a name that the configuration can select.</summary>
    /// <typeparam name="TService">The contract: <see cref="ILoss"/>, <see cref="IOptimizer"/>, <see cref="IScheduler"/>, <see cref="IMetricScheduler"/>, <see cref="IScheduler{T}"/> of <see cref="CurriculumStage"/>, or <see cref="INegativeMiner"/>.</typeparam>
    /// <typeparam name="TOptions">The settings; a new object holds the defaults.</typeparam>
    /// <typeparam name="TValidator">Checks the settings. More checks may be registered as services of type <see cref="IValidateOptions{TOptions}"/>.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name, for the key <c>Type</c> and for the section of the settings; compared ignoring case.</param>
    /// <param name="bind">Binds a section to the settings: <c>static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true)</c>,
    /// written where the type of the settings is known, so that the binding is generated at build time. It is called more than once; keys that it does not ask for are refused.</param>
    /// <param name="create">Creates the component from checked settings; a new object for every call.</param>
    /// <param name="configure">Settings in code, for all profiles; the configuration is bound on top of them.</param>
    /// <param name="slot">The only slot where it can be selected, one of <see cref="TrainingSlots"/>; <see langword="null"/> for every slot that takes the contract.
    /// A factor of the learning rate belongs into <see cref="TrainingSlots.Scheduler"/>, absolute temperatures into <see cref="TrainingSlots.Temperature"/>: both are an <see cref="IScheduler"/>.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <para>Registering selects nothing: that does the key <c>Type</c>, or <see cref="Select"/>, or being the only component for a required slot.</para>
    /// <para>The same component (name, slots and type of settings) may be registered again: <paramref name="configure"/> is added on top of what is there, and all else stays as it was.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The name is not a letter followed by letters and digits, or is <c>Type</c> or <c>None</c>, or there is no such slot.</exception>
    /// <exception cref="InvalidOperationException">Another component of that name is registered for a slot of this one, no slot takes the contract, or the core is not registered.</exception>
    public static ITrainingBuilder AddComponent<
        TService,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this ITrainingBuilder builder,
        string name,
        Action<IConfiguration, TOptions> bind,
        Func<TOptions, TrainingRunContext, TService> create,
        Action<TOptions>? configure = null,
        string? slot = null)
        where TService : class
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(bind);
        ArgumentNullException.ThrowIfNull(create);
        return builder.Register<TService, TOptions, TValidator>(name, new OptionsReader<TOptions>(bind), (options, context, _) => create(options, context), configure, slot);
    }

    /// <summary>Registers a component that takes other components, such as a loss around losses: each is selected and configured by its own key <c>Type</c> inside of its settings.</summary>
    /// <typeparam name="TService">The contract, as for a component without others inside.</typeparam>
    /// <typeparam name="TOptions">The settings; they hold a <see cref="ComponentSelection"/> for each place that takes a component.</typeparam>
    /// <typeparam name="TValidator">Checks the settings.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name.</param>
    /// <param name="bind">Binds a section to the settings, as for a component without others inside. It is not given the sections of those; keys that are known to neither are refused.</param>
    /// <param name="inner">Lists the places of given settings.</param>
    /// <param name="create">Creates the component from checked settings and from the components inside, which are made for the same run.</param>
    /// <param name="configure">Settings in code, for all profiles; the configuration is bound on top of them.</param>
    /// <param name="slot">The only slot where it can be selected; <see langword="null"/> for every slot that takes the contract.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is not a letter followed by letters and digits, or is <c>Type</c> or <c>None</c>, or there is no such slot.</exception>
    /// <exception cref="InvalidOperationException">Another component of that name is registered for a slot of this one, no slot takes the contract, or the core is not registered.</exception>
    public static ITrainingBuilder AddComponent<
        TService,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this ITrainingBuilder builder,
        string name,
        Action<IConfiguration, TOptions> bind,
        Func<TOptions, IEnumerable<InnerSlot>> inner,
        Func<TOptions, TrainingRunContext, InnerComponents, TService> create,
        Action<TOptions>? configure = null,
        string? slot = null)
        where TService : class
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(bind);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(create);
        return builder.Register<TService, TOptions, TValidator>(name, new OptionsReader<TOptions>(bind, inner), create, configure, slot);
    }

    /// <summary>Selects the component of a slot in code, for all profiles; a key <c>Type</c> in the configuration wins over it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="slot">The slot, one of <see cref="TrainingSlots"/>.</param>
    /// <param name="name">Name of a component, which may be registered later, or <c>None</c> to leave an optional slot unused. The last call for a slot counts.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">There is no such slot, or the name is empty.</exception>
    /// <exception cref="InvalidOperationException">The core is not registered.</exception>
    public static ITrainingBuilder Select(this ITrainingBuilder builder, string slot, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ComponentRegistry.Of(builder).Select(slot, name);
        return builder;
    }

    private static ITrainingBuilder Register<
        TService,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this ITrainingBuilder builder,
        string name,
        OptionsReader<TOptions> reader,
        Func<TOptions, TrainingRunContext, InnerComponents, TService> create,
        Action<TOptions>? configure,
        string? slot)
        where TService : class
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        Component component = ComponentRegistry.Of(builder).GetOrAdd(new Component<TService, TOptions>(name, reader, create, slot is null ? null : Slot.Of(slot)));
        ((Component<TService, TOptions>)component).Reader.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return builder;
    }
}
