using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RuVector.Training.Curriculum;

namespace RuVector.Training;

/// <summary>Registers schedules and curricula.</summary>
public static class CurriculumTrainingBuilderExtensions
{
    /// <summary>Registers all schedules and curricula of this package.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddCurriculum(this ITrainingBuilder builder) =>
        builder.AddConstantSchedule().AddLinearSchedule().AddCosineSchedule().AddTemperatureAnnealing().AddLinearCurriculum();

    /// <summary>Registers <c>Constant</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Settings in code; the configuration is bound on top of them.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddConstantSchedule(this ITrainingBuilder builder, Action<ConstantSchedulerOptions>? configure = null) =>
        builder.AddSchedule<ConstantSchedulerOptions, ConstantSchedulerOptionsValidator>(
            "Constant",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (_, _) => new ConstantScheduler(1f),
            configure);

    /// <summary>Registers <c>Linear</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddLinearSchedule(this ITrainingBuilder builder, Action<LinearSchedulerOptions>? configure = null) =>
        builder.AddSchedule<LinearSchedulerOptions, LinearSchedulerOptionsValidator>(
            "Linear",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => new LinearScheduler(1f, options.MinimumFactor, length.AfterWarmup),
            configure);

    /// <summary>Registers <c>Cosine</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddCosineSchedule(this ITrainingBuilder builder, Action<CosineSchedulerOptions>? configure = null) =>
        builder.AddSchedule<CosineSchedulerOptions, CosineSchedulerOptionsValidator>(
            "Cosine",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => new CosineScheduler(1f, options.MinimumFactor, length.AfterWarmup),
            configure);

    /// <summary>Registers <c>TemperatureAnnealing</c>, absolute temperatures for slot <c>Temperature</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddTemperatureAnnealing(this ITrainingBuilder builder, Action<TemperatureAnnealingOptions>? configure = null)
    {
        builder.AddComponent<IScheduler, TemperatureAnnealingOptions, TemperatureAnnealingOptionsValidator>(
            "TemperatureAnnealing",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            TemperatureAnnealing.Create,
            configure,
            TrainingSlots.Temperature);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TemperatureAnnealingOptions>, TemperatureAnnealingStairValidator>());
        return builder;
    }

    /// <summary>Registers <c>Linear</c>, stages of growing difficulty for slot <c>Curriculum</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddLinearCurriculum(this ITrainingBuilder builder, Action<LinearCurriculumOptions>? configure = null) =>
        builder.AddComponent<IScheduler<CurriculumStage>, LinearCurriculumOptions, LinearCurriculumOptionsValidator>(
            "Linear",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            LinearStages.Create,
            configure);

    // A schedule of the learning rate: what it adds to a component is a warm-up and a length that may come from the run.
    private static ITrainingBuilder AddSchedule<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this ITrainingBuilder builder,
        string name,
        Action<IConfiguration, TOptions> bind,
        Func<TOptions, ScheduleLength, IScheduler> create,
        Action<TOptions>? configure)
        where TOptions : SchedulerOptions, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        builder.AddComponent<IScheduler, TOptions, TValidator>(name, bind, Create, configure, TrainingSlots.Scheduler);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, SchedulerOptionsValidator<TOptions>>());
        return builder;

        IScheduler Create(TOptions options, TrainingRunContext context) =>
            new WarmupScheduler(create(options, new ScheduleLength(name, options, context)), options.WarmupSteps, options.WarmupStart);
    }
}
