using RuVector.Training.Adapters;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Hosts;

/// <summary>Every name that can be selected, in a whole host: it starts with the name alone, trains for 20 steps, and the loss of a fixed batch falls.</summary>
[TestFixture]
public sealed class TrainedSelectionTests
{
    public static IEnumerable<TestCaseData> Names() => Selectables.All.Select(static part => new TestCaseData(part.Slot, part.Name).SetArgDisplayNames(part.Slot, part.Name));

    public static IEnumerable<string> AdapterNames() => AdapterFactory.Types;

    [TestCase("Loss", 25)]
    [TestCase("Optimizer", 15)]
    [TestCase("Scheduler", 14)]
    [TestCase("MetricScheduler", 1)]
    [TestCase("Temperature", 1)]
    [TestCase("Curriculum", 3)]
    [TestCase("Miner", 6)]
    [TestCase("Adapter", 4)]
    public void NamesOf_Slot_AreAtLeastThoseOfToday(string slot, int count) => Selectables.NamesOf(slot).Length.ShouldBeGreaterThanOrEqualTo(count);

    [TestCaseSource(nameof(Names))]
    public void Train_NameAlone_LowersTheLossOfAFixedBatch(string slot, string name)
    {
        (string Key, string Value)[] settings = Selectables.RunWith(slot, name);
        ToyTask task = slot == "Loss" ? TaskOf(name) : ToyTask.OfPairs();
        string mined = slot is "Miner" or "Curriculum" ? "3" : "0";
        TrainingRun run = TrainingHost.StartRun([.. settings, ("Trainer:NegativesPerAnchor", mined), .. slot == "Curriculum" ? [("Miner:Type", "Random")] : Array.Empty<(string, string)>()]);
        run.Selected[slot].ShouldBe(name);

        ShouldLearn(task, run, () => TrainingHost.StartRun(settings).Loss);
    }

    [TestCaseSource(nameof(AdapterNames))]
    public void Train_AdapterByName_LowersTheLossOfAFixedBatch(string name)
    {
        (string Key, string Value)[] settings = [("Adapter:Type", name), ("Adapter:MaxTokens", "2"), ("Loss:Type", "SupCon"), ("Optimizer:Type", "AdamW"), ("Trainer:Steps", "20"), ("Trainer:BatchSize", "32")];
        TrainingRun run = TrainingHost.StartRun(settings);
        IEmbeddingModel model = AdapterFactory.Create(run.Settings<AdapterOptions>(), Runs.SyntheticLabels.Dimension);

        ShouldLearn(ToyTask.OfLabels(model), run, () => TrainingHost.StartRun(settings).Loss);
    }

    [TestCase("pairs")]
    [TestCase("labels")]
    [TestCase("classes")]
    [TestCase("scored pairs")]
    [TestCase("graph")]
    public void Train_EveryTrainer_LowersTheLossOfAFixedBatch(string trainer)
    {
        (ToyTask task, string loss) = trainer switch
        {
            "pairs" => (ToyTask.OfPairs(), "InfoNce"),
            "labels" => (ToyTask.OfLabels(), "SupCon"),
            "classes" => (ToyTask.OfClasses(), "ProxyNca"),
            "scored pairs" => (ToyTask.OfScores(bestAgainstRest: false), "CoSent"),
            _ => (ToyTask.OfGraph(), "InfoNce"),
        };
        (string Key, string Value)[] settings = [.. Selectables.RunWith("Loss", loss), ("Trainer:NegativesPerAnchor", "3")];
        TrainingRun run = TrainingHost.StartRun([.. settings, ("Miner:Type", task.MustMine ? "Random" : "None")]);

        ShouldLearn(task, run, () => TrainingHost.StartRun(settings).Loss);
    }

    private static ToyTask TaskOf(string loss) => loss switch
    {
        "ArcFace" or "CosFace" or "ProxyNca" or "ProxyAnchor" => ToyTask.OfClasses(),
        "CoSent" or "CosineSimilarity" or "KlDistillation" => ToyTask.OfScores(bestAgainstRest: false),
        "MarginMse" => ToyTask.OfScores(bestAgainstRest: true),
        "SpectralRegularization" => ToyTask.OfEdges(),
        _ => ToyTask.OfPairs(),
    };

    private static void ShouldLearn(ToyTask task, TrainingRun run, Func<ILoss> fresh)
    {
        double before = task.LossOf(fresh());
        Trainer.Reports reports = task.Train(run, new TrainingHooks { Evaluate = () => [new TrainingMetric("loss", -task.LossOf(fresh()))] });
        double after = task.LossOf(fresh());

        reports.Count.ShouldBe(20);
        reports.ShouldAllBe(static report => double.IsFinite(report.Loss) && double.IsFinite(report.GradientNorm) && report.SkippedSteps == 0);
        double.IsFinite(before).ShouldBeTrue();
        after.ShouldBeLessThan(before);
    }
}
