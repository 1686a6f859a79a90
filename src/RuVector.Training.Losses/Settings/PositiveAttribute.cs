namespace RuVector.Training.Losses;

/// <summary>Accepts a finite number above 0.</summary>
/// <param name="what">What the number is, for the message.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PositiveAttribute(string what) : SettingAttribute
{
    /// <summary>Gets what the number is.</summary>
    public string What => what;

    protected override string? ProblemOf(object? value) => value is float number && LossGuard.IsPositive(number) ? null : LossGuard.NotPositive(what, value);
}
