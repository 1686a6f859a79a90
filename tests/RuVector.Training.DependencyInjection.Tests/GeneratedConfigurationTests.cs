namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>Plants a random subset of known mistakes in a valid configuration: all of them are reported, and nothing else.</summary>
[TestFixture]
public sealed class GeneratedConfigurationTests
{
    private const string LossKeys = "Known: Bias, Floor, Label, Margin, Measure, Reduction, Repeats, Smoothing, Symmetric.";
    private const string RootKeys = "Known: Curriculum, Loss, MetricScheduler, Miner, Optimizer, Profiles, Scheduler, Temperature, Trainer.";

    private static readonly (string Key, string? Value)[] _valid =
    [
        ("Loss:Type", "Margin"), ("Loss:Margin:Margin", "0.5"), ("Loss:CosineMargin:Margin", "0.7"), ("Optimizer:Type", "Decay"), ("Optimizer:Decay:WeightDecay", "0.1"),
        ("Scheduler:Type", "Warmup"), ("Scheduler:Warmup:WarmupSteps", "20"), ("Temperature:Type", "Warmup"), ("Curriculum:Type", "Stages"), ("Curriculum:Stages:Stages:0:Name", "warm"),
        ("Curriculum:Stages:Stages:0:Limits:Rank", "5"), ("Miner:Type", "Nearest"), ("Trainer:Epochs", "2"), ("Profiles:p:Loss:Margin:Bias", "0.25"),
    ];

    // Key, value, and what is said after the path. A mistake at a key that ends in ":Type" hides those in the settings of its slot.
    private static readonly (string Key, string Value, string Said)[] _mistakes =
    [
        ("Loss:Type", "Magrin", "'Magrin' is not known. Did you mean 'Margin'? Known: CosineMargin, Margin."),
        ("Loss:Type", "", "'' is not known. Known: CosineMargin, Margin."),
        ("Loss:Type", "None", "Expected the name of a component, because the Loss is required, but got 'None'. Known: CosineMargin, Margin."),
        ("Loss:Triplet:Margin", "1", "'Triplet' is not known. Known: CosineMargin, Margin, Type."),
        ("Loss:Margin:Margin", "-0.5", "Expected a value that is finite and 0 or more, but got '-0.5'."),
        ("Loss:Margin:Margin", "0,5", "Expected a number (Single), but got '0,5'."),
        ("Loss:Margin:Margin", "NaN", "Expected a finite number, but got 'NaN'."),
        ("Loss:Margin:Smoothing", "1", "Expected a value in [0, 1), but got '1'."),
        ("Loss:Margin:Repeats", "", "Expected a whole number (Int32), but got ''."),
        ("Loss:Margin:Measure", "Euclidean", "Expected one of Cosine, Dot, but got 'Euclidean'."),
        ("Loss:Margin:Reduction", "Maen", "Expected one of Mean, Sum, but got 'Maen'. Did you mean 'Mean'?"),
        ("Loss:Margin:Symmetric", "1", "Expected true or false, but got '1'."),
        ("Loss:Margin:Bais", "1", $"'Bais' is not known. Did you mean 'Bias'? {LossKeys}"),
        ("Loss:Margin:Gamma", "1", $"'Gamma' is not known. {LossKeys}"),
        ("Optimizer:Type", "Adam", "'Adam' is not known. Known: Decay, Plain."),
        ("Optimizer:Decay:WeightDecay", "1.5", "Expected a value in [0, 1], but got '1.5'."),
        ("Optimizer:Decay:LearningRate", "0", "Expected a value that is finite and greater than 0, but got '0'."),
        ("Optimizer:Decay:LearningRat", "0.1", "'LearningRat' is not known. Did you mean 'LearningRate'? Known: LearningRate, WeightDecay."),
        ("Scheduler:Type", "Warmpu", "'Warmpu' is not known. Did you mean 'Warmup'? Known: Warmup."),
        ("Scheduler:Warmup:WarmupSteps", "-1", "Expected a value of 0 or more, but got '-1'."),
        ("Scheduler:Warmup:TotalSteps", "many", "Expected a whole number (Int64), but got 'many'."),
        ("Temperature:Warmup:WarmupSteps", "100", "Expected fewer steps than TotalSteps (100), but got 100."),
        ("Curriculum:Stages:Stages:0:Difficulty", "2", "Expected a value in [0, 1], but got '2'."),
        ("Curriculum:Stages:Stages:0:Limits:Rank", "0", "Expected a value in [1, 100], but got '0'."),
        ("Curriculum:Stages:Stages:0:Nmae", "x", "'Nmae' is not known. Did you mean 'Name'? Known: Difficulty, Limits, Name."),
        ("Curriculum:Stages:Milestones:0", "one", "Expected a whole number (Int32), but got 'one'."),
        ("Curriculum:Stages:Limits", "5", "Expected a section or a list, but got the value '5'."),
        ("Miner:Type", "Farthest", "'Farthest' is not known. Known: Nearest."),
        ("Miner:Nearest:WeightDecay", "-1", "Expected a value in [0, 1], but got '-1'."),
        ("Trainer:Epochs", "0", "Expected a value in [1, 1000], but got '0'."),
        ("Trainer:Stpes", "5", "'Stpes' is not known. Did you mean 'Steps'? Known: Epochs, Steps."),
        ("Optimiser", "x", $"'Optimiser' is not known. Did you mean 'Optimizer'? {RootKeys}"),
        ("Evaluation", "x", $"'Evaluation' is not known. {RootKeys}"),
    ];

    [Test]
    public void Start_ValidConfiguration_IsAccepted() => TestHost.ProblemsOf(_valid, static b => b.AddFakes().AddTrainer()).ShouldBeEmpty();

    [Test]
    public void Start_PlantedMistakes_AreAllReportedAndNothingElse([NUnit.Framework.Range(0, 199)] int seed)
    {
        Random random = new(seed);
        (string Key, string Value, string Said)[] planted = Choose(random);
        Dictionary<string, string?> settings = new(_valid.Select(static s => KeyValuePair.Create(s.Key, s.Value)), StringComparer.OrdinalIgnoreCase);
        List<string> expected = [];
        foreach ((string key, string value, string said) in planted)
        {
            bool inProfile = random.Next(3) == 0;
            settings[inProfile ? $"Profiles:p:{key}" : key] = value;
            string path = key.StartsWith("Loss:Triplet", StringComparison.Ordinal) ? "Loss:Triplet" : key;
            expected.Add($"RuVectorTraining:{(inProfile ? "Profiles:p:" : "")}{path}: {said}");
        }

        TestHost.ProblemsOf(settings.Select(static s => (s.Key, s.Value)), static b => b.AddFakes().AddTrainer())
            .Order(StringComparer.Ordinal)
            .ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    private static (string Key, string Value, string Said)[] Choose(Random random)
    {
        int share = random.Next(1, 6);
        var chosen = _mistakes.Where(_ => random.Next(10) < share).OrderBy(_ => random.Next()).DistinctBy(static m => m.Key).ToArray();
        HashSet<string> hidden = [.. chosen.Where(static m => m.Key.EndsWith(":Type", StringComparison.Ordinal)).Select(static m => m.Key.Split(':')[0])];
        return [.. chosen.Where(m => m.Key.EndsWith(":Type", StringComparison.Ordinal) || m.Key == "Loss:Triplet:Margin" || !hidden.Contains(m.Key.Split(':')[0]))];
    }
}
