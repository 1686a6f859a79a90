using System.Globalization;

namespace WebHost.Settings;

/// <summary>A setting that a job may change, and to what. Everything else is refused, whatever it is.</summary>
internal sealed class AllowedOverride
{
    private const string AnyName = "*";

    /// <summary>Gets or sets its path below <c>RuVectorTraining</c>; <c>*</c> stands for one name: <c>Optimizer:*:LearningRate</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Gets or sets the least number that it may be; <see langword="null"/> for what the setting itself allows.</summary>
    public double? Minimum { get; set; }

    /// <summary>Gets or sets the largest number that it may be.</summary>
    public double? Maximum { get; set; }

    /// <summary>Gets the texts that it may be, compared ignoring case; empty for what the setting itself allows.</summary>
    public List<string> Values { get; } = [];

    public bool IsWellFormed => Key.Split(':') is { Length: > 1 } names && names.All(static name => name == AnyName || IsName(name));

    /// <summary>Tells whether a path is this one.</summary>
    public bool Covers(string path)
    {
        (string[] own, string[] names) = (Key.Split(':'), path.Split(':'));
        return own.Length == names.Length && own.Zip(names).All(static pair => pair.First == AnyName ? IsName(pair.Second) : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Says what is wrong with a value; <see langword="null"/> when nothing is.</summary>
    public string? ProblemOf(string path, string value)
    {
        if (Values.Count > 0)
        {
            return Values.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"{path}: Expected one of {string.Join(", ", Values)}.";
        }

        if (Minimum is null && Maximum is null)
        {
            return null;
        }

        // Binders take notations that this does not, hexadecimal ones for instance: a value whose size is not known is refused.
        bool isInRange = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= (Minimum ?? double.MinValue) && number <= (Maximum ?? double.MaxValue);
        return isInRange ? null : FormattableString.Invariant($"{path}: Expected a number in [{Minimum}, {Maximum}].");
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(char.IsAsciiLetterOrDigit);
}
