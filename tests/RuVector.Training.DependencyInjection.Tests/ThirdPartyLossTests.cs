using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>A package of somebody else adds a loss of its own, with public types only.</summary>
[TestFixture]
public sealed class ThirdPartyLossTests
{
    [Test]
    public void Create_LossOfAnotherPackage_IsSelectedAndConfiguredByName()
    {
        using IHost host = TestHost.Build([("Optimizer:Type", "Decay"), ("Loss:Type", "Acme"), ("Loss:Acme:Sharpness", "3")], static b => b.AddFakes().AddAcme());

        host.Create<ILoss>().ShouldBeOfType<AcmeLoss>().Sharpness.ShouldBe(3f);
    }

    [Test]
    public void Start_MistakeInItsSettings_IsReportedLikeAnyOther() =>
        TestHost.ProblemsOf([("Optimizer:Type", "Decay"), ("Loss:Type", "Acme"), ("Loss:Acme:Sharpness", "30"), ("Loss:Acme:Sharpnes", "1")], static b => b.AddFakes().AddAcme()).ShouldBe(
        [
            "RuVectorTraining:Loss:Acme:Sharpnes: 'Sharpnes' is not known. Did you mean 'Sharpness'? Known: Sharpness.",
            "RuVectorTraining:Loss:Acme:Sharpness: Expected a value in [0, 10], but got '30'.",
        ]);
}

public sealed class AcmeOptions
{
    [Range(0.0, 10.0)]
    public float Sharpness { get; set; } = 1f;
}

[OptionsValidator]
internal sealed partial class AcmeOptionsValidator : IValidateOptions<AcmeOptions>;

internal sealed class AcmeLoss(AcmeOptions options) : ILoss
{
    public float Sharpness { get; } = options.Sharpness;

    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => new(Sharpness, batch.Anchors.Rows);
}

internal static class AcmeTrainingBuilderExtensions
{
    public static ITrainingBuilder AddAcme(this ITrainingBuilder builder, Action<AcmeOptions>? configure = null) =>
        builder.AddComponent<ILoss, AcmeOptions, AcmeOptionsValidator>(
            "Acme",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, context) => new AcmeLoss(options),
            configure);
}
