using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Makes settings: defaults, then code, then configuration, then checks.</summary>
internal sealed class OptionsReader<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    Action<IConfiguration, TOptions> bind)
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

    /// <summary>Reads the settings at a path for a profile, whose name is the name of the options.</summary>
    public TOptions Read(IServiceProvider services, ProfileSettings settings, string path, ICollection<string> problems)
    {
        _ = settings.ReportValue(path, problems);
        IConfiguration? section = new KeyCheck(configuration => bind(configuration, new TOptions()), typeof(TOptions), settings, path).Check(problems);
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

        void Bind(TOptions fresh)
        {
            options = fresh;
            if (section is not null)
            {
                bind(section, fresh);
            }
        }
    }
}
