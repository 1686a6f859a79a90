using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Hosting.Tests;

[TestFixture]
public sealed class TrainingServiceOptionsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("Jobs:MaxConcurent", "2", "RuVectorTraining:Jobs:MaxConcurent: 'MaxConcurent' is not known. Did you mean 'MaxConcurrent'?")]
    [TestCase("Jobs:MaxConcurrent", "0", "RuVectorTraining:Jobs:MaxConcurrent: Expected a value in [1, 1024], but got '0'.")]
    [TestCase("Jobs:QueueCapacity", "x", "RuVectorTraining:Jobs:QueueCapacity: Expected a whole number (Int32), but got 'x'.")]
    [TestCase("Jobs:ShutdownGrace", "02:00:00", "RuVectorTraining:Jobs:ShutdownGrace: Expected a time in [00:00:00, 01:00:00], but got 02:00:00.")]
    [TestCase("Jobs:Heartbeat", "00:00:00", "RuVectorTraining:Jobs:Heartbeat: Expected a time in [00:00:00.1, 01:00:00], but got 00:00:00.")]
    [TestCase("Jobs:KeepFinishedFor", "-00:00:01", "RuVectorTraining:Jobs:KeepFinishedFor: Expected a time above 00:00:00, but got -00:00:01.")]
    [TestCase("Jobs:HistoryLength", "1", "RuVectorTraining:Jobs:HistoryLength: Expected a value in [2, 1000000], but got '1'.")]
    [TestCase("Jobs", "5", "RuVectorTraining:Jobs: Expected a section, but got the value '5'.")]
    [TestCase("Profiles:fast:Jobs:MaxConcurrent", "2", "RuVectorTraining:Profiles:fast:Jobs:MaxConcurrent: Expected settings of a run, but Jobs holds for the whole host. Set RuVectorTraining:Jobs:MaxConcurrent.")]
    public async Task Start_Mistake_IsReported(string key, string value, string expected)
    {
        TestHost host = TestHost.Build(_folder.Path, settings: (key, value));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.Host.StartAsync())).Failures.ShouldHaveSingleItem().ShouldStartWith(expected);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty("nothing is made before the settings are checked");
        host.Host.Dispose();
    }

    [Test]
    public async Task Start_FolderIsEmpty_IsReported()
    {
        TestHost host = TestHost.Build("");

        (await Should.ThrowAsync<OptionsValidationException>(() => host.Host.StartAsync())).Failures.ShouldHaveSingleItem().ShouldStartWith("RuVectorTraining:Jobs:Folder: Expected the path of a folder");
        host.Host.Dispose();
    }

    [Test]
    public async Task Settings_OfTheHost_AreNoSettingsOfARun()
    {
        await using TestHost host = await TestHost.StartAsync(_folder.Path);

        TrainingRun run = host.Runs.Create();

        run.Configuration.Keys.ShouldContain("Trainer:Steps");
        run.Configuration.Keys.ShouldNotContain(static key => key.StartsWith("Jobs"));
        host.Runs.FindProblems().ShouldBeEmpty();
    }

    [Test]
    public void AddTrainingService_Twice_RunsOneServiceWithBothSettings()
    {
        ServiceCollection services = new();
        services.AddRuVectorTrainingService().AddTrainingService(static options => options.MaxConcurrent = 3).AddTrainingService(static options => options.QueueCapacity = 5);
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetServices<IHostedService>().ShouldHaveSingleItem().ShouldBeSameAs(provider.GetRequiredService<ITrainingService>());
        TrainingServiceOptions options = provider.GetRequiredService<ITrainingFactory<TrainingServiceOptions>>().Create();
        (options.MaxConcurrent, options.QueueCapacity).ShouldBe((3, 5));
    }
}
