using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Hosting.Tests;

[TestFixture]
public sealed class HealthTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Live_ServiceTicksOrNot_TellsIt()
    {
        FakeTime time = new();
        await using TestHost host = Build(time);
        (await CheckAsync(host, "live")).ShouldBe((HealthStatus.Unhealthy, "The service has not started."));
        await host.Host.StartAsync();
        await time.TimerCreated;

        time.AdvanceUnnoticed(TimeSpan.FromSeconds(10));
        (await CheckAsync(host, "live")).Status.ShouldBe(HealthStatus.Healthy);
        time.AdvanceUnnoticed(TimeSpan.FromSeconds(1));
        (await CheckAsync(host, "live")).ShouldBe((HealthStatus.Unhealthy, "Expected a tick in the last 00:00:10, but the last one was 00:00:11 ago."));
        time.Advance(TimeSpan.Zero);
        await JobStateTests.Until(() => CheckAsync(host, "live").Result.Status == HealthStatus.Healthy);
    }

    [Test]
    public async Task Ready_HostThatTakesJobs_IsHealthy()
    {
        await using TestHost host = Build();
        (await CheckAsync(host, "ready")).ShouldBe((HealthStatus.Unhealthy, "The service has not started."));
        await host.Host.StartAsync();

        (await CheckAsync(host, "ready")).ShouldBe((HealthStatus.Healthy, "A job can be submitted."));
    }

    [Test]
    public async Task Ready_QueueIsFull_IsUnhealthyUntilThereIsAPlace()
    {
        await using TestHost host = Build();
        await host.Host.StartAsync();
        GatedWork work = new();
        host.Submit(work, "a");
        host.Submit(new GatedWork(), "b");

        (await CheckAsync(host, "ready")).ShouldBe((HealthStatus.Unhealthy, "1 jobs wait, as many as may."));
        host.Jobs.Cancel("b");
        (await CheckAsync(host, "ready")).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Test]
    public async Task Ready_FolderCannotBeWritten_IsUnhealthy()
    {
        await using TestHost host = Build();
        await host.Host.StartAsync();
        Directory.Delete(_folder.Path, recursive: true);

        (await CheckAsync(host, "ready")).ShouldBe((HealthStatus.Unhealthy, "The folder of the jobs cannot be written."));
    }

    [Test]
    public async Task Reload_InvalidConfiguration_IsDegradedRefusesJobsAndLetsThoseThatRunGoOn()
    {
        await using TestHost host = Build();
        await host.Host.StartAsync();
        GatedWork work = new();
        host.Submit(work, "a");
        TrainingJobContext running = await work.Started;

        host.Settings.Replace("Loss:InfoNce:Temperature", "-1");

        (await CheckAsync(host, "ready")).ShouldBe((HealthStatus.Degraded, "The configuration has 1 problems."));
        Should.Throw<OptionsValidationException>(() => host.Submit(new GatedWork(), "b")).Failures.ShouldBe(["RuVectorTraining:Loss:InfoNce:Temperature: Expected a temperature in [0.0001, 10000], but got -1."]);
        (await CheckAsync(host, "live")).Status.ShouldBe(HealthStatus.Healthy);
        host.Log.Of(107).ShouldHaveSingleItem().ShouldContain("RuVectorTraining:Loss:InfoNce:Temperature");
        ((IHasTemperature)running.Run.Loss).Temperature.ShouldBe(0.07f);
        work.Open();
        (await host.Jobs.WaitAsync("a")).State.ShouldBe(TrainingJobState.Succeeded);
        host.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();

        host.Settings.Replace("Loss:InfoNce:Temperature", "0.2");
        (await CheckAsync(host, "ready")).Status.ShouldBe(HealthStatus.Healthy);
        host.Log.Of(108).Count.ShouldBe(1);
        GatedWork next = new();
        host.Submit(next, "b");
        ((IHasTemperature)(await next.Started).Run.Loss).Temperature.ShouldBe(0.2f);
    }

    [Test]
    public async Task Reload_InvalidConfiguration_IsNoticedByTheHousekeeping()
    {
        FakeTime time = new();
        await using TestHost host = Build(time);
        await host.Host.StartAsync();
        await time.TimerCreated;
        host.Settings.Replace("Loss:Type", "Gone");

        time.Advance(TimeSpan.FromSeconds(5));

        await JobStateTests.Until(() => host.Log.Of(107).Count == 1);
    }

    [Test]
    public async Task Reload_WhileAJobWaits_LeavesItsRunAsItWasSubmitted()
    {
        await using TestHost host = Build();
        await host.Host.StartAsync();
        GatedWork first = new(), second = new();
        host.Submit(first, "a");
        host.Submit(second, "b");
        host.Settings.Replace("Loss:InfoNce:Temperature", "0.5");
        first.Open();

        ((IHasTemperature)(await second.Started).Run.Loss).Temperature.ShouldBe(0.07f);
    }

    private TestHost Build(TimeProvider? time = null) => TestHost.Build(
        _folder.Path,
        time,
        static services => services.AddHealthChecks().AddCheck<TrainingLiveHealthCheck>("live").AddCheck<TrainingReadyHealthCheck>("ready"),
        ("Jobs:QueueCapacity", "1"));

    private static async Task<(HealthStatus Status, string? Description)> CheckAsync(TestHost host, string name)
    {
        HealthReport report = await host.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == name);
        return (report.Entries[name].Status, report.Entries[name].Description);
    }
}
