using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace RuVector.Training;

/// <summary>Finds every key of a section that cannot be bound; a binder alone stops at the first.</summary>
internal sealed class KeyCheck(Action<IConfiguration> bind, Type optionsType, ProfileSettings settings, string path)
{
    // No number, no date, no name of a value: what takes it takes any text.
    private const string AnyText = "??";

    private readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the keys and makes a section of those that can be bound; it no longer follows its source.</summary>
    /// <returns>The section; <see langword="null"/>, with a problem, when it cannot be bound for a reason that no key has.</returns>
    public IConfiguration? Check(ICollection<string> problems)
    {
        ObservedSettings observed = Accepted();
        while (FailureOf(observed) is { } failure)
        {
            if (_refused.Contains(path))
            {
                return null;
            }

            foreach ((string key, string problem) in Blame(observed, failure))
            {
                Refuse(key, problem, problems);
            }

            observed = Accepted();
        }

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
    private IReadOnlyList<(string Key, string Problem)> Blame(ObservedSettings observed, Exception failure)
    {
        string last = observed.LastKey;
        if (!observed.LastWasListing && last.Length > path.Length && IsAccepted(last) && settings.ValueOf(last) is { } value)
        {
            bool isConversion = failure is InvalidOperationException { InnerException: not null };
            return [(last, isConversion ? OptionPlace.Of(optionsType, KeysOf(last)).Refuse(value) ?? failure.Message : (failure.InnerException ?? failure).Message)];
        }

        string[] unknown = observed.LastWasListing ? [.. settings.KeysBelow(last).Where(key => IsAccepted($"{last}:{key}") && failure.Message.Contains($"'{key}'", StringComparison.Ordinal))] : [];
        return unknown.Length > 0 ? [.. unknown.Select(key => ($"{last}:{key}", Unknown($"{last}:{key}")))] : [(path, failure.Message)];
    }

    private (string Key, string Problem)? ProblemOf(string key, ObservedSettings observed)
    {
        if (!observed.WasAskedFor(key))
        {
            string unknown = Prefixes(key).First(prefix => !observed.WasAskedFor(prefix));
            return (unknown, Unknown(unknown));
        }

        if (settings.ValueOf(key) is not { } value)
        {
            return null;
        }

        if (observed.WasListed(key))
        {
            return value.Length == 0 ? null : (key, $"Expected a section or a list, but got the value {Names.Quote(value)}.");
        }

        OptionPlace place = OptionPlace.Of(optionsType, KeysOf(key));
        return (value.Length == 0 || place.IsNotFinite(value)) && FailureOf(Accepted(replaced: key)) is not null
            ? (key, value.Length == 0 ? place.Refuse(value) ?? "Expected a value, but got ''." : $"Expected a finite number, but got {Names.Quote(value)}.")
            : null;
    }

    private string Unknown(string key)
    {
        string[] keys = KeysOf(key);
        return Names.Unknown(keys[^1], OptionPlace.Of(optionsType, keys[..^1]).KeyNames);
    }

    private string[] KeysOf(string key) => key[(path.Length + 1)..].Split(':');

    private IEnumerable<string> Prefixes(string key)
    {
        string[] keys = KeysOf(key);
        return Enumerable.Range(1, keys.Length).Select(count => $"{path}:{string.Join(':', keys[..count])}");
    }
}
