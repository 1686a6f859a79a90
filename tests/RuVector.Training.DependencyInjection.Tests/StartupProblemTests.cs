using Microsoft.Extensions.Hosting;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>The full text of every problem that a configuration can have.</summary>
[TestFixture]
public sealed class StartupProblemTests
{
    private const string Losses = "Known: CosineMargin, Margin.";

    [TestCase("Optimzer:Type", "Decay", "RuVectorTraining:Optimzer: 'Optimzer' is not known. Did you mean 'Optimizer'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Profiles, Scheduler, Temperature.")]
    [TestCase("Loss", "Margin", "RuVectorTraining:Loss: Expected a section, but got the value 'Margin'. The key that selects is RuVectorTraining:Loss:Type.")]
    [TestCase("Loss:Margni:Margin", "1", "RuVectorTraining:Loss:Margni: 'Margni' is not known. Did you mean 'Margin'? Known: CosineMargin, Margin, Type.")]
    [TestCase("Loss:Type", "Margni", $"RuVectorTraining:Loss:Type: 'Margni' is not known. Did you mean 'Margin'? {Losses}")]
    [TestCase("Loss:Type", "None", $"RuVectorTraining:Loss:Type: Expected the name of a component, because the Loss is required, but got 'None'. {Losses}")]
    [TestCase("Loss:Type:Name", "Margin", "RuVectorTraining:Loss:Type: Expected the name of a component, but got a section.")]
    [TestCase("Loss:Margin", "0.2", "RuVectorTraining:Loss:Margin: Expected a section, but got the value '0.2'.")]
    [TestCase("Scheduler:Type", "Linear", "RuVectorTraining:Scheduler:Type: 'Linear' is not known. Known: Warmup.")]
    [TestCase("Profiles", "finetune", "RuVectorTraining:Profiles: Expected a section, but got the value 'finetune'.")]
    [TestCase("Profiles:finetune", "x", "RuVectorTraining:Profiles:finetune: Expected a section, but got the value 'x'.")]
    public void Start_WrongSection_SaysWhereAndWhat(string key, string value, string expected) => ShouldBeRefused(key, value, expected);

    [TestCase("Margn", "1", "RuVectorTraining:Loss:Margin:Margn: 'Margn' is not known. Did you mean 'Margin'? Known: Bias, Floor, Label, Margin, Measure, Reduction, Repeats, Smoothing, Symmetric.")]
    [TestCase("Margin", "wide", "RuVectorTraining:Loss:Margin:Margin: Expected a number (Single), but got 'wide'.")]
    [TestCase("Margin", "0,07", "RuVectorTraining:Loss:Margin:Margin: Expected a number (Single), but got '0,07'.")]
    [TestCase("Margin", "", "RuVectorTraining:Loss:Margin:Margin: Expected a number (Single), but got ''.")]
    [TestCase("Bias", "NaN", "RuVectorTraining:Loss:Margin:Bias: Expected a finite number, but got 'NaN'.")]
    [TestCase("Bias", "-Infinity", "RuVectorTraining:Loss:Margin:Bias: Expected a finite number, but got '-Infinity'.")]
    [TestCase("Bias", "1e39", "RuVectorTraining:Loss:Margin:Bias: Expected a finite number, but got '1e39'.")]
    [TestCase("Smoothing", "0,5", "RuVectorTraining:Loss:Margin:Smoothing: Expected a number (Double), but got '0,5'.")]
    [TestCase("Repeats", "1.5", "RuVectorTraining:Loss:Margin:Repeats: Expected a whole number (Int32), but got '1.5'.")]
    [TestCase("Repeats", "1,000", "RuVectorTraining:Loss:Margin:Repeats: Expected a whole number (Int32), but got '1,000'.")]
    [TestCase("Repeats", "99999999999", "RuVectorTraining:Loss:Margin:Repeats: Expected a whole number (Int32), but got '99999999999'.")]
    [TestCase("Symmetric", "yes", "RuVectorTraining:Loss:Margin:Symmetric: Expected true or false, but got 'yes'.")]
    [TestCase("Measure", "Cosin", "RuVectorTraining:Loss:Margin:Measure: Expected one of Cosine, Dot, but got 'Cosin'. Did you mean 'Cosine'?")]
    [TestCase("Floor", "deep", "RuVectorTraining:Loss:Margin:Floor: Expected a number (Single), but got 'deep'.")]
    [TestCase("Margin:Width", "1", "RuVectorTraining:Loss:Margin:Margin:Width: 'Width' is not known. Known: none.")]
    public void Start_ValueThatCannotBeConverted_SaysPathValueAndType(string key, string value, string expected) => ShouldBeRefused($"Loss:Margin:{key}", value, expected);

    [TestCase("Margin", "-1", "RuVectorTraining:Loss:Margin:Margin: Expected a value that is finite and 0 or more, but got '-1'.")]
    [TestCase("Smoothing", "1", "RuVectorTraining:Loss:Margin:Smoothing: Expected a value in [0, 1), but got '1'.")]
    [TestCase("Smoothing", "1e0", "RuVectorTraining:Loss:Margin:Smoothing: Expected a value in [0, 1), but got '1e0'.")]
    [TestCase("Repeats", "0", "RuVectorTraining:Loss:Margin:Repeats: Expected a value of 1 or more, but got '0'.")]
    [TestCase("Floor", "1.5", "RuVectorTraining:Loss:Margin:Floor: Expected a value in [0, 1], but got '1.5'.")]
    [TestCase("Measure", "Euclidean", "RuVectorTraining:Loss:Margin:Measure: Expected one of Cosine, Dot, but got 'Euclidean'.")]
    [TestCase("Reduction", "7", "RuVectorTraining:Loss:Margin:Reduction: Expected one of Mean, Sum, but got '7'.")]
    [TestCase("Label", "x", "RuVectorTraining:Loss:Margin:Label: The field Label must be a string or array type with a minimum length of '2'. Got 'x'.")]
    public void Start_ValueOutOfRange_SaysPathValueAndRange(string key, string value, string expected) => ShouldBeRefused($"Loss:Margin:{key}", value, expected);

    [Test]
    public void Start_ExclusiveLowerBound_IsSaidInWords() =>
        ShouldBeRefused("Optimizer:Decay:LearningRate", "0", "RuVectorTraining:Optimizer:Decay:LearningRate: Expected a value that is finite and greater than 0, but got '0'.");

    [Test]
    public void Start_GermanCulture_ChangesNoText()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            ShouldBeRefused("Loss:Margin:Margin", "0,07", "RuVectorTraining:Loss:Margin:Margin: Expected a number (Single), but got '0,07'.");
            ShouldBeRefused("Loss:Margin:Floor", "1.5", "RuVectorTraining:Loss:Margin:Floor: Expected a value in [0, 1], but got '1.5'.");
            TestHost.ProblemsOf([.. TestHost.Valid], static b => b.AddFakes().AddMargin(static o => o.Floor = 1.5f))
                .ShouldBe(["RuVectorTraining:Loss:Margin:Floor: Expected a value in [0, 1], but got '1.5'."]);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Start_RelationOfTwoSettings_IsReportedAtTheNamedSetting() =>
        TestHost.ProblemsOf([.. TestHost.Valid, ("Scheduler:Type", "Warmup"), ("Scheduler:Warmup:WarmupSteps", "200")])
            .ShouldBe(["RuVectorTraining:Scheduler:Warmup:WarmupSteps: Expected fewer steps than TotalSteps (100), but got 200."]);

    [Test]
    public void Start_ProblemOfASectionAsAWhole_IsReportedAtTheSection() =>
        TestHost.ProblemsOf([.. TestHost.Valid, ("Temperature:Type", "Warmup"), ("Temperature:Warmup:TotalSteps", "666")])
            .ShouldBe(["RuVectorTraining:Temperature:Warmup: Unlucky: the whole section."]);

    [Test]
    public void Start_SettingInCodeOutOfRange_IsReportedWithItsValue() =>
        TestHost.ProblemsOf(TestHost.Valid, static b => b.AddFakes().AddDecay(static o => o.WeightDecay = 1.5f))
            .ShouldBe(["RuVectorTraining:Optimizer:Decay:WeightDecay: Expected a value in [0, 1], but got '1.5'."]);

    [Test]
    public void Start_ControlCharactersAndLongValues_AreEscapedAndCut()
    {
        ShouldBeRefused("Loss:Margin:Margin", "1\r\n2", "RuVectorTraining:Loss:Margin:Margin: Expected a number (Single), but got '1\\u000D\\u000A2'.");
        ShouldBeRefused("Loss:Margin:Margin", new string('9', 60) + new string('x', 60), $"RuVectorTraining:Loss:Margin:Margin: Expected a number (Single), but got '{new string('9', 60)}{new string('x', 40)}...'.");
    }

    [Test]
    public void Start_ManyProblems_ReportsAllAtOnce() =>
        TestHost.ProblemsOf(
        [
            ("Loss:Type", "Margin"), ("Loss:Margin:Margin", "-1"), ("Loss:Margin:Smoothing", "x"), ("Loss:Margin:Sed", "1"), ("Loss:Margin:Bis", "1"),
            ("Optimizer:Type", "Dekay"), ("Miner:Type", "Nearest"), ("Miner:Nearest:WeightDecay", "2"), ("Los:Type", "Margin"),
        ]).ShouldBe(
        [
            "RuVectorTraining:Los: 'Los' is not known. Did you mean 'Loss'? Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Profiles, Scheduler, Temperature.",
            "RuVectorTraining:Loss:Margin:Bis: 'Bis' is not known. Did you mean 'Bias'? Known: Bias, Floor, Label, Margin, Measure, Reduction, Repeats, Smoothing, Symmetric.",
            "RuVectorTraining:Loss:Margin:Sed: 'Sed' is not known. Known: Bias, Floor, Label, Margin, Measure, Reduction, Repeats, Smoothing, Symmetric.",
            "RuVectorTraining:Loss:Margin:Smoothing: Expected a number (Double), but got 'x'.",
            "RuVectorTraining:Loss:Margin:Margin: Expected a value that is finite and 0 or more, but got '-1'.",
            "RuVectorTraining:Optimizer:Type: 'Dekay' is not known. Did you mean 'Decay'? Known: Decay, Plain.",
            "RuVectorTraining:Miner:Nearest:WeightDecay: Expected a value in [0, 1], but got '2'.",
        ]);

    [Test]
    public void Start_MissingSection_IsRefused() =>
        TestHost.ProblemsOf([])
            .ShouldBe(["RuVectorTraining: Expected this section in the configuration, but it is missing or empty. Add it, or call AllowDefaults() to run with settings in code and defaults."]);

    [Test]
    public void Start_ValueInPlaceOfTheRootSection_IsRefused()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["RuVectorTraining"] = "on";
        builder.Services.AddRuVectorTrainingCore(builder.Configuration).AddMargin().AddDecay();

        TestHost.ProblemsOf(builder.Build()).ShouldBe(["RuVectorTraining: Expected a section, but got the value 'on'."]);
    }

    [Test]
    public void Start_SectionBelowAnother_IsReportedWithItsWholePath()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Shop:RuVectorTraining:Loss:Margin:Repeats"] = "0";
        builder.Services.AddRuVectorTrainingCore(builder.Configuration.GetSection("Shop")).AddMargin().AddDecay();

        TestHost.ProblemsOf(builder.Build()).ShouldBe(["Shop:RuVectorTraining:Loss:Margin:Repeats: Expected a value of 1 or more, but got '0'."]);
    }

    [Test]
    public void Start_MissingSectionWithDefaultsAllowed_Starts() =>
        TestHost.ProblemsOf([], static b => b.AddMargin().AddDecay().AllowDefaults()).ShouldBeEmpty();

    [Test]
    public void Start_SettingsOfUnselectedTypes_AreIgnored() =>
        TestHost.ProblemsOf([.. TestHost.Valid, ("Loss:CosineMargin:Margin", "wide"), ("Loss:CosineMargin:Margn", "1"), ("Optimizer:Plain:WeightDecay", "7")]).ShouldBeEmpty();

    [Test]
    public void Start_EverySlotUsed_Starts() =>
        TestHost.ProblemsOf(
        [
            .. TestHost.Valid, ("Loss:Margin:Margin", "0.07"), ("Loss:Margin:Floor", null), ("Scheduler:Type", "Warmup"), ("Temperature:Type", "warmup"), ("Temperature:Warmup:WarmupSteps", "5"),
            ("Curriculum:Type", "Stages"), ("Curriculum:Stages:Stages:0:Name", "warm"), ("Miner:Type", "NEAREST"), ("Profiles:finetune:Miner:Type", "None"),
        ]).ShouldBeEmpty();

    private static void ShouldBeRefused(string key, string value, string expected)
    {
        (string, string?)[] settings = [.. TestHost.Valid.Where(s => !key.StartsWith(s.Key, StringComparison.Ordinal) && !(key == "Loss" && s.Key == "Loss:Type")), (key, value)];
        TestHost.ProblemsOf(settings).ShouldBe([expected]);
    }
}
