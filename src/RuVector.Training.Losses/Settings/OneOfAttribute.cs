namespace RuVector.Training.Losses;

/// <summary>Accepts the listed values of an enumeration.</summary>
/// <param name="values">The values.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params object[] values) : SettingAttribute
{
    /// <summary>Gets the accepted values.</summary>
    public object[] Values => values;

    protected override string? ProblemOf(object? value) => values.Contains(value) ? null : $"Expected one of {string.Join(", ", values)}, but got {value}.";
}
