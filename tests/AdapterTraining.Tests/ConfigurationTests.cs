using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

[TestFixture]
public sealed class ConfigurationTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void WriteData()
    {
        _folder = new TemporaryFolder();
        SmallDictionary.Write(_folder["data"]);
    }

    [TearDown]
    public void RemoveData() => _folder.Dispose();

    [TestCase("RuVectorTraining__Optimizer__Type=AdamWW", "RuVectorTraining:Optimizer:Type: 'AdamWW' is not known. Did you mean 'AdamW'? Known: Adafactor, Adagrad, Adam, Adamax, AdamW, Ema, Lamb, Lion, Muon, NAdam, RAdam, RmsProp, RowWiseAdagrad, ScheduleFreeAdamW, Sgd.")]
    [TestCase("RuVectorTraining__Optimizer__AdamW__LerningRate=1", "RuVectorTraining:Optimizer:AdamW:LerningRate: 'LerningRate' is not known. Did you mean 'LearningRate'?")]
    [TestCase("RuVectorTraining__Trainer__BatchSize=1", "RuVectorTraining:Trainer:BatchSize: ")]
    [TestCase("RuVectorTraining__Trainer__BatchSize=many", "RuVectorTraining:Trainer:BatchSize: ")]
    [TestCase("RuVectorTraining__Scheduler__Cosine__WarmupSteps=5", "Expected the WarmupSteps of the schedule 'Cosine' to be less than its 5 steps, but got 5.")]
    public async Task Run_BadSetting_IsToldWithItsKey(string variable, string message)
    {
        SampleResult result = await Sample.RunAsync(Arguments(), [variable]);

        ShouldBeOneProblem(result, message);
    }

    [Test]
    public async Task Run_TwoBadSettings_AreToldAtOnce()
    {
        SampleResult result = await Sample.RunAsync(Arguments(), ["RuVectorTraining__Optimizer__Type=AdamWW", "RuVectorTraining__Loss__Type=InfoMce"]);

        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        result.Error.ShouldContain("'AdamWW' is not known. Did you mean 'AdamW'?");
        result.Error.ShouldContain("'InfoMce' is not known. Did you mean 'InfoNce'?");
    }

    [TestCase]
    [TestCase("--seed", "3")]
    public async Task Run_UnknownProfile_IsToldWithTheKnownOnes(params string[] more)
    {
        SampleResult result = await Sample.RunAsync(Arguments(["--profile", "grapf", .. more]));

        ShouldBeOneProblem(result, "RuVectorTraining:Profiles: 'grapf' is not known. Did you mean 'graph'? Known: graph.");
    }

    [Test]
    public async Task Run_SettingsFileThatIsNotJson_IsToldWithItsPlace()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        string before = File.ReadAllText(path);
        try
        {
            File.WriteAllText(path, "{\n  \"RuVectorTraining\": }\n");

            SampleResult result = await Sample.RunAsync(Arguments());

            ShouldBeOneProblem(result, $"Failed to load configuration from file '{path}'.");
            result.Error.ShouldContain("LineNumber: 1");
        }
        finally
        {
            File.WriteAllText(path, before);
        }
    }

    private static void ShouldBeOneProblem(SampleResult result, string message)
    {
        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.ShouldStartWith(message);
        result.Error.TrimEnd().ShouldNotContain(Environment.NewLine, Case.Sensitive, "one problem is one line, without a stack trace");
    }

    private string[] Arguments(params string[] more) => ["--data", _folder["data"], "--steps", "5", "--out", _folder["out"], .. more];
}
