using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Makes settings: defaults, then code, then configuration, then checks.</summary>
internal sealed class OptionsReader<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
    Action<IConfiguration, TOptions> bind, Action<TOptions>? configure)
    where TOptions : class, new()
{
    private static readonly PropertyInfo[] _properties = typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public TOptions Read(IServiceProvider services, ProfileSettings settings, string path, ICollection<string> problems)
    {
        TOptions options = new();
        configure?.Invoke(options);
        foreach (IConfigureOptions<TOptions> setup in services.GetServices<IConfigureOptions<TOptions>>())
        {
            setup.Configure(options);
        }

        HashSet<string> refused = RefusedKeys(settings, path, problems);
        bind(settings.Section(path, key => !refused.Contains(key)), options);
        foreach (IValidateOptions<TOptions> validator in services.GetServices<IValidateOptions<TOptions>>())
        {
            foreach (string failure in validator.Validate(settings.Profile, options).Failures ?? [])
            {
                problems.Add($"{settings.FullPathOf(path)}: {failure}");
            }
        }

        return options;
    }

    // Binds each key alone: the binder stops at the first problem of a section, and all are wanted.
    private HashSet<string> RefusedKeys(ProfileSettings settings, string path, ICollection<string> problems)
    {
        HashSet<string> refused = new(StringComparer.OrdinalIgnoreCase);
        foreach (string key in settings.PathsBelow(path))
        {
            string name = key[(path.Length + 1)..].Split(':')[0];
            if (!_properties.Any(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add($"{settings.FullPathOf(key)}: {Names.Unknown(name, _properties.Select(static property => property.Name))}");
                refused.Add(key);
                continue;
            }

            try
            {
                bind(settings.Section(path, other => other == key), new TOptions());
            }
            catch (InvalidOperationException e)
            {
                problems.Add($"{settings.FullPathOf(key)}: {e.Message}");
                refused.Add(key);
            }
        }

        return refused;
    }
}
