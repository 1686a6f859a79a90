using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>Finds every key of a section that cannot be bound; a binder alone stops at the first.</summary>
/// <param name="bind">Binds a section.</param>
/// <param name="optionsType">Type of the settings.</param>
/// <param name="settings">The settings of the profile.</param>
/// <param name="path">The section.</param>
/// <param name="findPlaces">Finds where the settings of a section take components of their own, and the names of those; their sections belong to them.</param>
internal sealed class KeyCheck(
    Action<IConfiguration> bind, Type optionsType, ProfileSettings settings, string path, Func<IConfiguration, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>> findPlaces)
{
    // No number, no date, no name of a value: what takes it takes any text.
    private const string AnyText = "??";

    private readonly Dictionary<string, IReadOnlyList<string>> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the keys and makes a section of those that can be bound; it no longer follows its source.</summary>
    /// <returns>The section; <see langword="null"/>, with a problem, when it cannot be bound for a reason that no key has.</returns>
    public IConfiguration? Check(ICollection<string> problems)
    {
        List<(string Key, string? Problem)> blamed = [];
        ObservedSettings observed = Accepted();
        while (FailureOf(observed) is { } failure)
        {
            if (_refused.Contains(path))
            {
                Report(blamed, problems);
                return null;
            }

            foreach ((string key, string? problem) in Blame(observed, failure))
            {
                _refused.Add(key);
                blamed.Add((key, problem));
            }

            observed = Accepted();
        }

        foreach ((string place, IReadOnlyList<string> names) in findPlaces(Accepted().Section(path)))
        {
            _places[place] = names;
        }

        Report(blamed, problems);
        foreach (string key in settings.PathsBelow(path))
        {
            if (IsAccepted(key) && ProblemOf(key, observed) is ({ } refused, { } problem))
            {
                Refuse(refused, problem, problems);
            }
        }

        return Accepted().Section(path);
    }

    private ObservedSettings Accepted(string? replaced = null) =>
        new(settings.PathsBelow(path).Where(IsAccepted).Select(key => KeyValuePair.Create(key, key == replaced ? AnyText : settings.ValueOf(key))));

    private bool IsAccepted(string key) => !_refused.Any(refused => $"{key}:".StartsWith($"{refused}:", StringComparison.OrdinalIgnoreCase));

    private void Refuse(string key, string problem, ICollection<string> problems)
    {
        _refused.Add(key);
        problems.Add($"{settings.FullPathOf(key)}: {problem}");
    }

    private Exception? FailureOf(ObservedSettings observed)
    {
        try
        {
            bind(observed.Section(path));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or TargetInvocationException)
        {
            return e is InvalidOperationException { InnerException: InvalidOperationException cause } ? cause : e;
        }
    }

    // A binder that stops has just read the value that it cannot use, or has just listed the section with keys that are not known.
    // Which of the latter belong to components inside is known once the rest is bound: they have no text yet.
    private IReadOnlyList<(string Key, string? Problem)> Blame(ObservedSettings observed, Exception failure)
    {
        string last = observed.LastKey;
        if (!observed.LastWasListing && last.Length > path.Length && IsAccepted(last) && settings.ValueOf(last) is { } value)
        {
            bool isConversion = failure is InvalidOperationException { InnerException: not null };
            return [(last, isConversion ? OptionPlace.Of(optionsType, KeysOf(last)).Refuse(value) ?? failure.Message : (failure.InnerException ?? failure).Message)];
        }

        if (observed.LastWasListing && last.Length > path.Length && IsAccepted(last) && settings.ValueOf(last) is { Length: > 0 } text)
        {
            return [(last, NotASection(text))];
        }

        string[] unknown = observed.LastWasListing ? [.. settings.KeysBelow(last).Where(key => IsAccepted($"{last}:{key}") && failure.Message.Contains($"'{key}'", StringComparison.Ordinal))] : [];
        return unknown.Length > 0 ? [.. unknown.Select(key => ($"{last}:{key}", (string?)null))] : [(path, failure.Message)];
    }

    private (string Key, string Problem)? ProblemOf(string key, ObservedSettings observed)
    {
        if (!observed.WasAskedFor(key))
        {
            string unknown = Prefixes(key).First(prefix => !observed.WasAskedFor(prefix));
            return BelongsToAComponent(unknown) ? null : (unknown, Unknown(unknown));
        }

        if (settings.ValueOf(key) is not { } value)
        {
            return null;
        }

        if (observed.WasListed(key))
        {
            return value.Length == 0 ? null : (key, NotASection(value));
        }

        OptionPlace place = OptionPlace.Of(optionsType, KeysOf(key));
        return (value.Length == 0 || place.IsNotFinite(value)) && FailureOf(Accepted(replaced: key)) is not null
            ? (key, value.Length == 0 ? place.Refuse(value) ?? "Expected a value, but got ''." : $"Expected a finite number, but got {Names.Quote(value)}.")
            : null;
    }

    private static string NotASection(string value) => $"Expected a section or a list, but got the value {Names.Quote(value)}.";

    // When nothing could be bound, it is not known which keys belong to components inside.
    private void Report(IEnumerable<(string Key, string? Problem)> blamed, ICollection<string> problems)
    {
        foreach ((string key, string? problem) in blamed.Where(found => found.Problem is not null || !(_refused.Contains(path) || BelongsToAComponent(found.Key))))
        {
            Refuse(key, problem ?? Unknown(key), problems);
        }
    }

    private string Unknown(string key)
    {
        string[] keys = KeysOf(key);
        return Names.Unknown(keys[^1], OptionPlace.Of(optionsType, keys[..^1]).KeyNames.Concat(_places.GetValueOrDefault(Above(key), [])));
    }

    // The section of a component inside, or what is below the key that selects it: the selection of that component looks at both.
    private bool BelongsToAComponent(string key)
    {
        string above = Above(key);
        return _places.TryGetValue(above, out IReadOnlyList<string>? names)
            ? names.Contains(key[(above.Length + 1)..], StringComparer.OrdinalIgnoreCase)
            : above.EndsWith($":{Slot.TypeKey}", StringComparison.OrdinalIgnoreCase) && _places.ContainsKey(Above(above));
    }

    private static string Above(string key) => key[..Math.Max(0, key.LastIndexOf(':'))];

    private string[] KeysOf(string key) => key[(path.Length + 1)..].Split(':');

    private IEnumerable<string> Prefixes(string key)
    {
        string[] keys = KeysOf(key);
        return Enumerable.Range(1, keys.Length).Select(count => $"{path}:{string.Join(':', keys[..count])}");
    }
}
