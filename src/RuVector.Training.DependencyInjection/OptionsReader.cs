using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Makes settings: defaults, then code, then configuration, then checks.</summary>
internal sealed class OptionsReader<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    Action<IConfiguration, TOptions> bind, Func<TOptions, IEnumerable<InnerSlot>>? inner = null)
    where TOptions : class, new()
{
    private readonly List<IConfigureOptions<TOptions>> _setups = [];

    /// <summary>Adds settings in code, on top of earlier ones; they hold for every profile.</summary>
    public void Configure(Action<TOptions>? configure)
    {
        if (configure is not null)
        {
            _setups.Add(new ConfigureNamedOptions<TOptions>(null, configure));
        }
    }

    /// <summary>Gets the places in the settings that take components of their own.</summary>
    public IReadOnlyList<InnerSlot> InnerSlotsOf(TOptions options) => inner is null ? [] : [.. inner(options)];

    /// <summary>Reads the settings at a path for a profile, whose name is the name of the options.</summary>
    /// <param name="services">Where more settings in code and validators are registered.</param>
    /// <param name="settings">The settings of the profile.</param>
    /// <param name="path">The section.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="namesOf">Gets the names of the components that a place in the settings takes; may be left out where there is no such place.</param>
    public TOptions Read(IServiceProvider services, ProfileSettings settings, string path, ICollection<string> problems, Func<Slot, IReadOnlyList<string>>? namesOf = null)
    {
        _ = settings.ReportValue(path, problems);
        IConfiguration? section = new KeyCheck(configuration => _ = Bound(configuration), typeof(TOptions), settings, path, FindPlaces).Check(problems);
        TOptions options = new();
        OptionsFactory<TOptions> factory = new(
            [.. _setups, .. services.GetServices<IConfigureOptions<TOptions>>(), new ConfigureNamedOptions<TOptions>(null, Bind)],
            services.GetServices<IPostConfigureOptions<TOptions>>(),
            services.GetServices<IValidateOptions<TOptions>>());
        try
        {
            return factory.Create(settings.Profile);
        }
        catch (OptionsValidationException e)
        {
            FailureText text = new(settings, path, options);
            foreach (string failure in e.Failures)
            {
                problems.Add(text.Of(failure));
            }

            return options;
        }

        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> FindPlaces(IConfiguration configuration) => namesOf is null || inner is null
            ? []
            : InnerSlotsOf(Bound(configuration)).Select(place => Slot.Inside(path, place)).Select(slot => KeyValuePair.Create(slot.Path, namesOf(slot)));

        void Bind(TOptions fresh)
        {
            options = fresh;
            if (section is not null)
            {
                bind(section, fresh);
            }
        }
    }

    private TOptions Bound(IConfiguration configuration)
    {
        TOptions options = new();
        bind(configuration, options);
        return options;
    }
}
