using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Settings of others may refuse values in ways of their own; the host is told as well.</summary>
[TestFixture]
public sealed class BinderFailureTests
{
    [Test]
    public void Start_SetterThatThrows_IsReportedAtItsKeyWithTheOthers() =>
        ProblemsOf(static (section, options) => section.Bind(options), ("Even", "3"), ("Od", "1")).ShouldBe(
        [
            "RuVectorTraining:Loss:Picky:Even: Expected an even number, but got 3. (Parameter 'value')",
            "RuVectorTraining:Loss:Picky:Od: 'Od' is not known. Known: Even, Point.",
        ]);

    [Test]
    public void Start_ObjectThatLacksAPart_IsReportedAtTheSection() =>
        ProblemsOf(static (section, options) => section.Bind(options), ("Point:X", "3")).ShouldHaveSingleItem()
            .ShouldStartWith("RuVectorTraining:Loss:Picky: Cannot create instance of type 'RuVector.Training.DependencyInjection.Tests.PickyPoint' because parameter 'Y' has no matching config.");

    [Test]
    public void Start_BindThatAlwaysThrows_IsReportedAtTheSection() =>
        ProblemsOf(static (_, _) => throw new InvalidOperationException("Out of order."), ("Even", "2")).ShouldBe(["RuVectorTraining:Loss:Picky: Out of order."]);

    private static IReadOnlyList<string> ProblemsOf(Action<IConfiguration, PickyOptions> bind, params (string Key, string? Value)[] settings) => TestHost.ProblemsOf(
        [("Optimizer:Type", "Decay"), ("Loss:Type", "Picky"), .. settings.Select(static s => ($"Loss:Picky:{s.Key}", s.Value))],
        builder => builder.AddDecay().AddComponent<ILoss, PickyOptions, PickyOptionsValidator>("Picky", bind, static (_, _) => new FakeLoss("Picky", new MarginOptions())));
}

public sealed class PickyOptions
{
    private int _even;

    public int Even
    {
        get => _even;
        set => _even = value % 2 == 0 ? value : throw new ArgumentException($"Expected an even number, but got {value}.", nameof(value));
    }

    public PickyPoint? Point { get; set; }
}

public sealed record PickyPoint(int X, int Y);

internal sealed class PickyOptionsValidator : IValidateOptions<PickyOptions>
{
    public ValidateOptionsResult Validate(string? name, PickyOptions options) => ValidateOptionsResult.Success;
}
