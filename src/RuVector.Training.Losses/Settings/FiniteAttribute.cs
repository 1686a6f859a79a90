namespace RuVector.Training.Losses;

/// <summary>Accepts a finite number.</summary>
/// <param name="what">What the number is, for the message.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FiniteAttribute(string what) : SettingAttribute
{
    /// <summary>Gets what the number is.</summary>
    public string What => what;

    protected override string? ProblemOf(object? value) => value is float number && float.IsFinite(number) ? null : LossGuard.NotFinite(what, value);
}
