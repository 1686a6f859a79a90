namespace RuVector.Training.Optimizers.Tests;

/// <summary>Constructors that refuse a setting.</summary>
internal static class SettingRefusal
{
    /// <summary>Fails the test unless a number outside of its range is refused, in the words of the configuration.</summary>
    public static void ShouldRefuse<TOptions>(Func<TOptions, IOptimizer> create, string setting, float value, string range)
        where TOptions : new()
    {
        TOptions options = new();
        typeof(TOptions).GetProperty(setting)!.SetValue(options, value);

        Should.Throw<ArgumentOutOfRangeException>(() => create(options)).Message
            .ShouldBe(FormattableString.Invariant($"{setting}: Expected a number in {range}, but got {value}. (Parameter 'options')"));
    }
}
