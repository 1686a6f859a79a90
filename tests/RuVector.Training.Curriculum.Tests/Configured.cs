using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum.Tests;

/// <summary>Schedules and curricula as a configuration makes them.</summary>
internal static class Configured
{
    public static readonly TrainingRunContext HundredSteps = new() { TotalSteps = 100 };

    public static ServiceProvider Services(Func<ITrainingBuilder, ITrainingBuilder> add, params string[] settings)
    {
        ServiceCollection services = new();
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create($"RuVectorTraining:{setting.Split('=')[0]}", (string?)setting.Split('=')[1])))
            .Build();
        add(services.AddRuVectorTrainingCore(configuration));
        return services.BuildServiceProvider();
    }

    public static IScheduler Create(string slot, TrainingRunContext? context, Func<ITrainingBuilder, ITrainingBuilder> add, params string[] settings)
    {
        using ServiceProvider services = Services(add, settings);
        return services.GetRequiredKeyedService<ITrainingFactory<IScheduler>>(slot).Create(context: context);
    }

    public static void CreateAny(string slot, TrainingRunContext? context, string[] settings)
    {
        using ServiceProvider services = Services(static b => b.AddCurriculum(), settings);
        if (slot == TrainingSlots.Curriculum)
        {
            services.GetRequiredService<ITrainingFactory<IScheduler<CurriculumStage>>>().Create(context: context);
        }
        else if (slot == TrainingSlots.MetricScheduler)
        {
            services.GetRequiredService<ITrainingFactory<IMetricScheduler>>().Create(context: context);
        }
        else
        {
            services.GetRequiredKeyedService<ITrainingFactory<IScheduler>>(slot).Create(context: context);
        }
    }

    public static string Refusal(string slot, TrainingRunContext? context, params string[] settings) =>
        Should.Throw<OptionsValidationException>(() => CreateAny(slot, context, settings)).Message;

    public static string CreationError(string slot, TrainingRunContext? context, params string[] settings) =>
        Should.Throw<InvalidOperationException>(() => CreateAny(slot, context, settings)).Message;

    public static float[] ValuesAt(IScheduler schedule, params long[] positions) => [.. positions.Select(schedule.ValueAt)];
}
