using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Registers sections of settings that select no component.</summary>
public static class TrainingBuilderSettingsExtensions
{
    /// <summary>Registers a section of the configuration, with the profiles, checks and refusals of the components but without a key <c>Type</c>.</summary>
    /// <typeparam name="TOptions">The settings; a new object holds the defaults, which hold when there is no section.</typeparam>
    /// <typeparam name="TValidator">Checks the settings.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="section">Name of the section below <c>RuVectorTraining</c>; compared ignoring case.</param>
    /// <param name="bind">Binds the section to the settings, as for a component.</param>
    /// <param name="configure">Settings in code, for all profiles; the configuration is bound on top of them.</param>
    /// <param name="context">Adds to what components are told of the run, from these settings; for instance the number of steps.</param>
    /// <param name="isOfHost">Whether the settings hold for the whole host: profiles and overrides of runs that set them are refused, and they are not part of <see cref="TrainingRun.Configuration"/>.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <para>The settings are read with <see cref="TrainingRun.Settings{TOptions}"/>, or alone with <see cref="ITrainingFactory{T}"/> or <see cref="IOptionsFactory{TOptions}"/>, for which the name of the options is the profile.</para>
    /// <para>The same section (name and type of settings) may be registered again: <paramref name="configure"/> is added on top of what is there, and all else stays as it was.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The name is not a letter followed by letters and digits, or is that of a slot, or <c>Profiles</c>.</exception>
    /// <exception cref="InvalidOperationException">Another section of that name or type is registered, or the core is not registered.</exception>
    public static ITrainingBuilder AddSettings<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this ITrainingBuilder builder,
        string section,
        Action<IConfiguration, TOptions> bind,
        Action<TOptions>? configure = null,
        Func<TrainingRunContext, TOptions, TrainingRunContext>? context = null,
        bool isOfHost = false)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(bind);
        SettingsSection registered = ComponentRegistry.Of(builder).GetOrAdd(new SettingsSection<TOptions>(section, new OptionsReader<TOptions>(bind), context, isOfHost));
        ((SettingsSection<TOptions>)registered).Reader.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        builder.Services.TryAddSingleton<SettingsFactory<TOptions>>();
        builder.Services.TryAddSingleton<ITrainingFactory<TOptions>>(static provider => provider.GetRequiredService<SettingsFactory<TOptions>>());
        builder.Services.TryAddSingleton<IOptionsFactory<TOptions>>(static provider => provider.GetRequiredService<SettingsFactory<TOptions>>());
        return builder;
    }

    /// <summary>Allows a configuration without the section <c>RuVectorTraining</c>: settings in code and defaults hold then.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Without this call a missing section is an error, because a misspelt or lost section would otherwise train with defaults in silence.</remarks>
    /// <exception cref="InvalidOperationException">The core is not registered.</exception>
    public static ITrainingBuilder AllowDefaults(this ITrainingBuilder builder)
    {
        ComponentRegistry.Of(builder).AllowsDefaults = true;
        return builder;
    }
}
