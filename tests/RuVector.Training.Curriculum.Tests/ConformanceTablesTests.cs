namespace RuVector.Training.Curriculum.Tests;

/// <summary>The tables of the conformance tests leave nothing out.</summary>
public sealed class ConformanceTablesTests
{
    [Test]
    public void Tables_EveryPublicSchedule_IsInOne()
    {
        Type[] tested =
        [
            .. SchedulerConformanceTests.Schedules().Select(static data => ((Func<IScheduler>)data.Arguments[1]!)().GetType()),
            .. MetricSchedulerConformanceTests.Schedulers().Select(static data => ((Func<IMetricScheduler>)data.Arguments[1]!)().GetType()),
            .. CurriculumConformanceTests.Curricula().Select(static data => ((Func<IScheduler<CurriculumStage>>)data.Arguments[1]!)().GetType()),
        ];

        Type[] shipped = [.. typeof(LinearScheduler).Assembly.GetExportedTypes().Where(IsSchedule)];

        shipped.ShouldContain(typeof(LinearScheduler));
        shipped.ShouldContain(typeof(CurriculumScheduler));
        shipped.ShouldContain(typeof(ReduceOnPlateauScheduler));
        shipped.Except(tested).ShouldBeEmpty();
    }

    internal static bool IsSchedule(Type type) =>
        !type.IsAbstract && type.GetInterfaces().Any(static contract =>
            contract == typeof(IMetricScheduler) || (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IScheduler<>)));
}
