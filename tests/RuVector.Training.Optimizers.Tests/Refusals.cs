namespace RuVector.Training.Optimizers.Tests;

/// <summary>Settings that a constructor has to refuse.</summary>
internal static class Refusals
{
    public static void ShouldRefuse<TOptions>(Func<TOptions, IOptimizer> create, TOptions options, string setting, float value, string range)
    {
        typeof(TOptions).GetProperty(setting)!.SetValue(options, value);

        Should.Throw<ArgumentOutOfRangeException>(() => create(options)).Message
            .ShouldBe(FormattableString.Invariant($"{setting}: Expected a number in {range}, but got {value}. (Parameter 'options')"));
    }
}
