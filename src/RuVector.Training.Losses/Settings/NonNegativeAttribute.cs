namespace RuVector.Training.Losses;

/// <summary>Accepts a finite number of 0 or more.</summary>
/// <param name="what">What the number is, for the message.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NonNegativeAttribute(string what) : SettingAttribute
{
    /// <summary>Gets what the number is.</summary>
    public string What => what;

    protected override string? ProblemOf(object? value) => value is float number && LossGuard.IsNonNegative(number) ? null : LossGuard.NotNonNegative(what, value);
}
