using Microsoft.Extensions.Options;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class LossConfigurationTests
{
    private static readonly float[,] s_anchors = Batches.Matrix(4, 5, seed: 1);
    private static readonly float[,] s_candidates = Batches.Matrix(4, 5, seed: 2);

    [Test]
    public void Create_CompositeSettings_ReachTheParts()
    {
        ILoss loss = LossHost.Create(
            "Composite",
            ("Composite:Parts:right:Type", "InfoNce"), ("Composite:Parts:right:InfoNce:Temperature", "0.3"), ("Composite:Parts:right:InfoNce:Symmetric", "true"),
            ("Composite:Parts:near:Type", "localcontrastive"), ("Composite:Parts:near:Weight", "0.5"));
        ((CompositeLoss)loss).Parts.Select(static part => $"{part.Name} {part.WeightAt(0)}").ShouldBe(["near 0.5", "right 1"]);
        ShouldEvaluateAs(loss, new CompositeLoss(
            new LossPart("near", new LocalContrastiveLoss(), 0.5f), new LossPart("right", new InfoNceLoss(new() { Temperature = 0.3f, Symmetric = true }))));
    }

    [Test]
    public void Create_MatryoshkaSettings_ReachTheLoss() =>
        ShouldEvaluateAs(
            LossHost.Create(
                "Matryoshka",
                ("Matryoshka:Dimensions:0", "2"), ("Matryoshka:Dimensions:1", "4"), ("Matryoshka:Weights:0", "0.25"), ("Matryoshka:Weights:1", "3"), ("Matryoshka:FullWeight", "0.5"),
                ("Matryoshka:Loss:Type", "InfoNce"), ("Matryoshka:Loss:InfoNce:Temperature", "0.3")),
            new MatryoshkaLoss(new InfoNceLoss(new() { Temperature = 0.3f }), new() { Dimensions = [2, 4], Weights = [0.25f, 3], FullWeight = 0.5f }));

    [Test]
    public void Create_WrappersInsideEachOther_AreMade()
    {
        ILoss loss = LossHost.Create(
            "Composite",
            ("Composite:Parts:a:Type", "Matryoshka"), ("Composite:Parts:a:Matryoshka:Dimensions:0", "2"), ("Composite:Parts:a:Matryoshka:Loss:Type", "Composite"),
            ("Composite:Parts:a:Matryoshka:Loss:Composite:Parts:b:Type", "InfoNce"), ("Composite:Parts:a:Matryoshka:Loss:Composite:Parts:b:InfoNce:LearnTemperature", "true"));
        ShouldEvaluateAs(loss, new MatryoshkaLoss(new InfoNceLoss(), new() { Dimensions = [2] }), sameType: false);
        ((IParameterized)loss).Parameters.Segments.ShouldHaveSingleItem().Shape.Name.ShouldBe("a.b.log_scale");
        loss.WithInner().Select(static l => l.GetType()).ShouldBe([typeof(CompositeLoss), typeof(MatryoshkaLoss), typeof(CompositeLoss), typeof(InfoNceLoss)]);
    }

    [Test]
    public void AddCompositeAndMatryoshka_SettingsInCode_LieBelowTheConfiguration()
    {
        ILoss loss = LossHost.Factory(
            static builder => builder.AddLosses().AddInfoNce(static o => o.Temperature = 0.5f)
                .AddComposite(static o =>
                {
                    o.Parts["near"] = new() { Type = "LocalContrastive", Weight = 0.5f };
                    o.Parts["short"] = new() { Type = "Matryoshka" };
                })
                .AddMatryoshka(static o =>
                {
                    o.Dimensions = [2];
                    o.Loss.Type = "InfoNce";
                }),
            ("Type", "Composite"), ("Composite:Parts:near:Weight", "2")).Create();
        ShouldEvaluateAs(loss, new CompositeLoss(
            new LossPart("near", new LocalContrastiveLoss(), 2f), new LossPart("short", new MatryoshkaLoss(new InfoNceLoss(new() { Temperature = 0.5f }), new() { Dimensions = [2] }))));
    }

    [TestCase("Composite", "", "", "Parts: Expected at least one part, but got none.")]
    [TestCase("Composite", "Parts:a:Weight", "-1", "Parts:a:Weight: Expected a finite weight of 0 or more, but got -1.")]
    [TestCase("Composite", "Parts:a:Weight", "heavy", "Parts:a:Weight: Expected a number (Single), but got 'heavy'.")]
    [TestCase("Composite", "Parts:a:Weight", "NaN", "Parts:a:Weight: Expected a finite number, but got 'NaN'.")]
    [TestCase("Composite", "Parts:a:Wieght", "1", "Parts:a:Wieght: 'Wieght' is not known. Did you mean 'Weight'? Known: AlignmentUniformity, ArcFace, ")]
    [TestCase("Composite", "Parts:a:InfoNCE:Temprature", "1", "Parts:a:InfoNCE:Temprature: 'Temprature' is not known. Did you mean 'Temperature'? Known: HardnessWeight, ")]
    [TestCase("Composite", "Parts:a:Type", "InfoNec", "Parts:a:Type: 'InfoNec' is not known. Did you mean 'InfoNce'? Known: AlignmentUniformity, ArcFace, ")]
    [TestCase("Composite", "Parts:b:Weight", "1", "Parts:b:Type: Expected the name of a component, but nothing is selected. Set this key. Known: AlignmentUniformity, ArcFace, ")]
    [TestCase("Composite", "Part:b:Weight", "1", "Part: 'Part' is not known. Did you mean 'Parts'? Known: Parts.")]
    [TestCase("Composite", "Parts:a:WeightScheduler:Type", "Cosine", "Parts:a:WeightScheduler:Type: 'Cosine' is not known. Known: none.")]
    [TestCase("Matryoshka", "", "", "Loss:Type: Expected the name of a component, but nothing is selected. Set this key. Known: AlignmentUniformity, ArcFace, ")]
    [TestCase("Matryoshka", "Loss:Type", "None", "Loss:Type: Expected the name of a component, because the Loss is required, but got 'None'. Known: AlignmentUniformity, ")]
    [TestCase("Matryoshka", "Loss:InfoNce:Measure", "Cosin", "Loss:InfoNce:Measure: Expected one of Cosine, Dot, but got 'Cosin'. Did you mean 'Cosine'?", "Loss:Type", "InfoNce")]
    [TestCase("Matryoshka", "Dimensions:0", "0", "Dimensions: Expected dimensions of 1 or more, but got 0.")]
    [TestCase("Matryoshka", "Dimensions:0", "wide", "Dimensions:0: Expected a whole number (Int32), but got 'wide'.")]
    [TestCase("Matryoshka", "Weights:0", "1", "Weights: Expected 0 weights, one for each dimension, but got 1.")]
    [TestCase("Matryoshka", "FullWeight", "-1", "FullWeight: Expected a finite full weight of 0 or more, but got -1.")]
    [TestCase("Matryoshka", "FullWeight", "0", "Dimensions: Expected dimensions or a full weight above 0, but got neither.")]
    [TestCase("Matryoshka", "Dimension:0", "1", "Dimension: 'Dimension' is not known. Did you mean 'Dimensions'? Known: Dimensions, FullWeight, Loss, Weights.")]
    public void Create_WrongWrapper_IsRefusedNamingTheWholePath(string loss, string key, string value, string text, params string[] more)
    {
        (string Key, string Value)[] valid = loss == "Composite" ? [("Parts:a:Type", "InfoNce")] : [("Loss:Type", "LocalContrastive")];
        (string Key, string Value)[] settings = key.Length == 0 ? [] : [.. valid, (key, value), .. more.Length == 0 ? [] : new[] { (more[0], more[1]) }];
        (string Key, string Value)[] last = [.. settings.GroupBy(static s => s.Key).Select(same => ($"{loss}:{same.Key}", same.Last().Value))];
        Should.Throw<OptionsValidationException>(() => LossHost.Create(loss, last)).Failures.ShouldHaveSingleItem().ShouldStartWith($"RuVectorTraining:Loss:{loss}:{text}");
    }

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
            "Known: AlignmentUniformity, ArcFace, BarlowTwins, Circle, Composite, Contrastive, CoSent, CosFace, CosineSimilarity, InfoNce, KlDistillation, LocalContrastive, Margin, MarginMse, Matryoshka, MultiSimilarity, NtXent, ProxyAnchor, ProxyNca, SigLip, SpectralRegularization, SupCon, Triplet, VarianceSpread, VicReg.");

    private static void ShouldEvaluateAs(ILoss loss, ILoss expected, bool sameType = true)
    {
        loss.GetType().Equals(expected.GetType()).ShouldBe(sameType);
        PairRelations relations = PairRelations.InBatch(4);
        Evaluated.Of(loss, s_anchors, s_candidates, relations).Value.ShouldBe(Evaluated.Of(expected, s_anchors, s_candidates, relations).Value);
    }
}
