using Microsoft.Extensions.Options;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class LossConfigurationTests
{
    private static readonly float[,] s_anchors = Batches.Matrix(4, 5, seed: 1);
    private static readonly float[,] s_candidates = Batches.Matrix(4, 5, seed: 2);

    [TestCase("InfoNce")]
    [TestCase("LocalContrastive")]
    public void Create_NoSettings_GivesTheDefaults(string name) =>
        ShouldEvaluateAs(LossHost.Create(name), name == "InfoNce" ? new InfoNceLoss() : new LocalContrastiveLoss());

    [Test]
    public void AddInfoNce_SettingsInCode_LieBelowTheConfiguration()
    {
        ILoss loss = LossHost.Factory(
            builder => builder.AddInfoNce(static options => (options.Temperature, options.Measure) = (0.9f, ScoreMeasure.Dot)), ("Type", "InfoNce"), ("InfoNce:Temperature", "0.2")).Create();
        ShouldEvaluateAs(loss, new InfoNceLoss(new InfoNceOptions { Temperature = 0.2f, Measure = ScoreMeasure.Dot }));
    }

    [TestCase("0.0001")]
    [TestCase("10000")]
    public void Create_TemperatureAtTheEndOfItsRange_IsAccepted(string temperature) =>
        ((IHasTemperature)LossHost.Create("InfoNce", ("InfoNce:Temperature", temperature))).Temperature.ShouldBe(float.Parse(temperature, System.Globalization.CultureInfo.InvariantCulture));

    [TestCase("InfoNce", "Temperature", "0", "Expected a temperature in [0.0001, 10000], but got 0.")]
    [TestCase("InfoNce", "Temperature", "0.00009", "Expected a temperature in [0.0001, 10000], but got 9E-05.")]
    [TestCase("InfoNce", "Temperature", "100000", "Expected a temperature in [0.0001, 10000], but got 100000.")]
    [TestCase("InfoNce", "Temperature", "NaN", "Expected a finite number, but got 'NaN'.")]
    [TestCase("InfoNce", "Temperature", "Infinity", "Expected a finite number, but got 'Infinity'.")]
    [TestCase("InfoNce", "Measure", "Euclidean", "Expected one of Cosine, Dot, but got 'Euclidean'.")]
    [TestCase("InfoNce", "Measure", "Cosin", "Expected one of Cosine, Dot, but got 'Cosin'. Did you mean 'Cosine'?")]
    [TestCase("InfoNce", "Reduction", "7", "Expected one of Mean, Sum, but got '7'.")]
    [TestCase("InfoNce", "HardnessWeight", "-1", "Expected a finite hardness weight of 0 or more, but got -1.")]
    [TestCase("MultiSimilarity", "Alpha", "0", "Expected a finite alpha above 0, but got 0.")]
    [TestCase("SigLip", "Scale", "-1", "Expected a finite scale above 0, but got -1.")]
    [TestCase("Circle", "Margin", "-1", "Expected a finite margin of 0 or more, but got -1.")]
    [TestCase("NtXent", "Temperature", "0", "Expected a temperature in [0.0001, 10000], but got 0.")]
    [TestCase("LocalContrastive", "Margin", "-0.5", "Expected a finite margin of 0 or more, but got -0.5.")]
    [TestCase("LocalContrastive", "Margin", "NaN", "Expected a finite number, but got 'NaN'.")]
    [TestCase("LocalContrastive", "Margin", "Infinity", "Expected a finite number, but got 'Infinity'.")]
    [TestCase("LocalContrastive", "Reduction", "-1", "Expected one of Mean, Sum, but got '-1'.")]
    [TestCase("SpectralRegularization", "Weight", "-1", "Expected a finite weight of 0 or more, but got -1.")]
    [TestCase("SpectralRegularization", "Weight", "NaN", "Expected a finite number, but got 'NaN'.")]
    [TestCase("SpectralRegularization", "Laplacian", "2", "Expected one of Combinatorial, SymmetricNormalized, but got '2'.")]
    [TestCase("SpectralRegularization", "Divisor", "3", "Expected one of EdgeWeights, Nodes, None, but got '3'.")]
    [TestCase("Triplet", "Margin", "-1", "Expected a finite margin of 0 or more, but got -1.")]
    [TestCase("Triplet", "Measure", "Dot", "Expected one of Cosine, Euclidean, SquaredEuclidean, UnitEuclidean, but got 'Dot'.")]
    [TestCase("Triplet", "Selection", "3", "Expected one of All, Hardest, SemiHard, but got '3'.")]
    [TestCase("Contrastive", "PositiveMargin", "-1", "Expected a finite positive margin of 0 or more, but got -1.")]
    [TestCase("Contrastive", "Form", "3", "Expected one of Hinge, OnlineHard, Squared, but got '3'.")]
    [TestCase("Margin", "Beta", "-1", "Expected a finite beta of 0 or more, but got -1.")]
    [TestCase("ArcFace", "MarginDegrees", "91", "Expected a value in [0, 90], but got '91'.")]
    [TestCase("CosFace", "Scale", "-1", "Expected a finite scale of 0 or more, but got -1.")]
    [TestCase("ProxyNca", "Scale", "-1", "Expected a finite scale of 0 or more, but got -1.")]
    [TestCase("ProxyAnchor", "Margin", "-1", "Expected a finite margin of 0 or more, but got -1.")]
    public void Create_ValueOutOfRange_IsRefusedNamingKeyValueAndRange(string loss, string key, string value, string text)
    {
        string message = Should.Throw<OptionsValidationException>(() => LossHost.Create(loss, ($"{loss}:{key}", value))).Message;
        message.ShouldBe($"RuVectorTraining:Loss:{loss}:{key}: {text}");
    }

    [TestCase("InfoNce", "Temperature", "warm")]
    [TestCase("InfoNce", "Measure", "Manhattan")]
    public void Create_ValueOfAnotherType_IsRefusedNamingTheKey(string loss, string key, string value) =>
        Should.Throw<OptionsValidationException>(() => LossHost.Create(loss, ($"{loss}:{key}", value))).Message.ShouldContain($"RuVectorTraining:Loss:{loss}:{key}");

    [Test]
    public void Create_UnknownKey_IsRefusedNamingTheNearest() =>
        Should.Throw<OptionsValidationException>(() => LossHost.Create("InfoNce", ("InfoNce:Temprature", "1"))).Message
            .ShouldContain("RuVectorTraining:Loss:InfoNce:Temprature: 'Temprature' is not known. Did you mean 'Temperature'?");

    [Test]
    public void Create_UnknownLoss_IsRefusedNamingTheKnown() =>
        Should.Throw<OptionsValidationException>(() => LossHost.Create("Triplets")).Message.ShouldContain(
            "Known: AlignmentUniformity, ArcFace, BarlowTwins, Circle, Contrastive, CoSent, CosFace, CosineSimilarity, InfoNce, KlDistillation, LocalContrastive, Margin, MarginMse, MultiSimilarity, NtXent, ProxyAnchor, ProxyNca, SigLip, SpectralRegularization, SupCon, Triplet, VarianceSpread, VicReg.");

    private static void ShouldEvaluateAs(ILoss loss, ILoss expected)
    {
        loss.ShouldBeOfType(expected.GetType());
        PairRelations relations = PairRelations.InBatch(4);
        Evaluated.Of(loss, s_anchors, s_candidates, relations).Value.ShouldBe(Evaluated.Of(expected, s_anchors, s_candidates, relations).Value);
    }
}
