using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RuVector.Training.DependencyInjection.Tests;

[TestFixture]
public sealed class LifetimeTests
{
    [TestCase(typeof(ILoss))]
    [TestCase(typeof(IOptimizer))]
    [TestCase(typeof(IScheduler))]
    [TestCase(typeof(IScheduler<CurriculumStage>))]
    [TestCase(typeof(INegativeMiner))]
    [TestCase(typeof(TrainingRun))]
    public void Services_PartOfARun_IsNoService(Type contract)
    {
        using IHost host = TestHost.Build(TestHost.Valid);

        host.Services.GetService(contract).ShouldBeNull();
    }

    [Test]
    public void Services_Factories_AreSingletons()
    {
        using IHost host = TestHost.Build(TestHost.Valid);
        using IServiceScope scope = host.Services.CreateScope();

        foreach (Type factory in new[] { typeof(ITrainingRunFactory), typeof(ITrainingFactory<ILoss>), typeof(ITrainingFactory<IOptimizer>), typeof(ITrainingFactory<INegativeMiner>) })
        {
            scope.ServiceProvider.GetRequiredService(factory).ShouldBeSameAs(host.Services.GetRequiredService(factory));
        }
    }

    [Test]
    public void Create_Twice_MakesObjectsThatShareNothing()
    {
        using IHost host = TestHost.Build(TestHost.Valid);

        TrainingRun first = host.CreateRun();
        TrainingRun second = host.CreateRun();
        first.Optimizer.Step([], []);
        ((FakeOptimizer)first.Optimizer).Options.WeightDecay = 0.9f;

        second.Optimizer.ShouldNotBeSameAs(first.Optimizer);
        second.Optimizer.StepCount.ShouldBe(0);
        ((FakeOptimizer)second.Optimizer).Options.WeightDecay.ShouldBe(0.01f);
        host.Create<ILoss>().ShouldNotBeSameAs(host.Create<ILoss>());
    }

    [Test]
    public void Create_SlotsOfOneContract_AreKeyedByTheirNames()
    {
        using IHost host = TestHost.Build(
            [.. TestHost.Valid, ("Scheduler:Type", "Warmup"), ("Scheduler:Warmup:WarmupSteps", "1"), ("Temperature:Type", "Warmup"), ("Temperature:Warmup:WarmupSteps", "2")]);

        long StepsOf(string slot) => ((FakeScheduler)host.Services.GetRequiredKeyedService<ITrainingFactory<IScheduler>>(slot).Create()).Options.WarmupSteps;

        (StepsOf(TrainingSlots.Scheduler), StepsOf(TrainingSlots.Temperature)).ShouldBe((1L, 2L));
        ((FakeScheduler)host.Create<IScheduler>()).Options.WarmupSteps.ShouldBe(1);
        TrainingRun run = host.CreateRun();
        (((FakeScheduler)run.Scheduler!).Options.WarmupSteps, ((FakeScheduler)run.Temperature!).Options.WarmupSteps).ShouldBe((1L, 2L));
    }

    [Test]
    public void Create_EverySlot_FillsTheRun()
    {
        using IHost host = TestHost.Build(
        [
            .. TestHost.Valid, ("Scheduler:Type", "Warmup"), ("MetricScheduler:Type", "Counting"), ("Temperature:Type", "Warmup"), ("Miner:Type", "Nearest"), ("Curriculum:Type", "Stages"), ("Curriculum:Stages:Stages:0:Name", "warm"),
        ]);

        TrainingRun run = host.CreateRun();

        run.Selected.Keys.ShouldBe(["Loss", "Optimizer", "Scheduler", "MetricScheduler", "Temperature", "Curriculum", "Miner"]);
        run.Curriculum!.ValueAt(0).Name.ShouldBe("warm");
        (run.Miner, run.Scheduler, run.MetricScheduler, run.Temperature).ShouldSatisfyAllConditions(
            static parts => parts.Miner.ShouldBeOfType<FakeMiner>(),
            static parts => parts.Scheduler.ShouldBeOfType<FakeScheduler>(),
            static parts => parts.MetricScheduler.ShouldBeOfType<FakeMetricScheduler>(),
            static parts => parts.Temperature.ShouldBeOfType<FakeScheduler>());
    }

    [Test]
    public void Create_Context_ReachesTheComponents()
    {
        using IHost host = TestHost.Build([.. TestHost.Valid, ("Scheduler:Type", "Warmup")]);
        TrainingRunContext context = new() { TotalSteps = 50, TotalSamples = 1600, Seed = 7 };

        TrainingRun run = host.CreateRun(context: context);

        run.Context.ShouldBe(context);
        ((FakeScheduler)run.Scheduler!).Context.ShouldBe(context);
        ((FakeScheduler)host.Services.GetRequiredService<ITrainingFactory<IScheduler>>().Create(null, context)).Context.ShouldBe(context);
        ((FakeScheduler)host.Create<IScheduler>()).Context.ShouldBe(new TrainingRunContext());
    }

    [Test]
    public void Create_FromManyThreads_GivesEachItsOwn()
    {
        using IHost host = TestHost.Build(TestHost.Valid);

        IOptimizer[] optimizers = [.. Enumerable.Range(0, 64).AsParallel().Select(_ => host.CreateRun().Optimizer)];

        optimizers.Distinct().Count().ShouldBe(64);
    }
}
