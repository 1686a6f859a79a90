using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Tests;

[TestFixture]
public sealed class PairJobTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Run_ToyData_LearnsAndTellsBeforeAndAfter()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        host.Submit(TestHost.Pairs(static (_, _) => { }), "a");

        TrainingJob job = await host.Jobs.WaitAsync("a");

        (TrainingMetric before, TrainingMetric after) = (job.Result!.Before.Single(), job.Result.After.Single());
        after.Value.ShouldBeGreaterThan(before.Value);
        after.Value.ShouldBe(job.Progress!.Validation!.Value);
        job.Result.Summary.Steps.ShouldBe(24);
        Directory.GetFiles(_folder.File("a", "checkpoints"), "*.safetensors").ShouldNotBeEmpty();
        host.Log.Events.Select(static e => e.Id).ShouldContain(9, "the events of the trainer are in the log of the host");
    }

    [Test]
    public async Task Run_LengthInEpochs_FollowsFromTheDataInOneReadingOfTheConfiguration()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);
        host.Submit(TestHost.Pairs(), "a", ("Trainer:Epochs", "3"), ("Trainer:AccumulationSteps", "2"), ("Curriculum:Type", "Linear"));

        TrainingJob job = await host.Jobs.WaitAsync("a");

        (job.State, job.Progress!.TotalSteps, job.Progress.Samples).ShouldBe((TrainingJobState.Succeeded, 3 * (96 / 16 / 2), 32));
        job.Progress.LearningRate.ShouldBeLessThan(0.02f / 5, "the schedule is as long as the run");
        host.Runs.Create(null, new Dictionary<string, string> { ["Trainer:Epochs"] = "3", ["Trainer:AccumulationSteps"] = "2" }, new TrainingRunContext { SampleCount = 96 })
            .Context.ShouldBe(new TrainingRunContext { SampleCount = 96, TotalSteps = 9, TotalSamples = 9 * 32, Seed = 1 });
    }
}
