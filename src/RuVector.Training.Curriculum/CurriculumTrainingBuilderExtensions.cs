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
    /// <summary>Registers all schedules and curricula of this package; not <see cref="AddCompetence"/> and <see cref="AddSelfPaced"/>, which only a loop of your own reads.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrainingBuilder AddCurriculum(this ITrainingBuilder builder) =>
        builder.AddConstantSchedule().AddLinearSchedule().AddCosineSchedule().AddCosineRestartsSchedule().AddPolynomialSchedule().AddExponentialSchedule().AddStepSchedule()
            .AddMultiStepSchedule().AddOneCycleSchedule().AddInverseSqrtSchedule().AddWarmupStableDecaySchedule()
            .AddWarmupSchedule().AddSequentialSchedule().AddScaledSchedule()
            .AddReduceOnPlateau().AddTemperatureAnnealing().AddLinearCurriculum().AddEasyToHardCurriculum().AddStageCurriculum();

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

    /// <summary>Registers <c>CosineRestarts</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddCosineRestartsSchedule(this ITrainingBuilder builder, Action<CosineRestartsSchedulerOptions>? configure = null) =>
        builder.AddSchedule<CosineRestartsSchedulerOptions, CosineRestartsSchedulerOptionsValidator>(
            "CosineRestarts",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => options.CycleSteps is { } steps
                ? new CosineRestartsScheduler(1f, options.MinimumFactor, steps, options.CycleFactor)
                : CosineRestartsScheduler.Within(1f, options.MinimumFactor, length.AfterWarmup, options.Cycles, options.CycleFactor),
            configure);

    /// <summary>Registers <c>Polynomial</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddPolynomialSchedule(this ITrainingBuilder builder, Action<PolynomialSchedulerOptions>? configure = null) =>
        builder.AddSchedule<PolynomialSchedulerOptions, PolynomialSchedulerOptionsValidator>(
            "Polynomial",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => new PolynomialScheduler(1f, options.MinimumFactor, length.AfterWarmup, options.Power),
            configure);

    /// <summary>Registers <c>Exponential</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddExponentialSchedule(this ITrainingBuilder builder, Action<ExponentialSchedulerOptions>? configure = null) =>
        builder.AddSchedule<ExponentialSchedulerOptions, ExponentialSchedulerOptionsValidator>(
            "Exponential",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ExponentialScheduler(1f, options.Factor, options.DecaySteps, options.MinimumFactor),
            configure);

    /// <summary>Registers <c>Step</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddStepSchedule(this ITrainingBuilder builder, Action<StepSchedulerOptions>? configure = null) =>
        builder.AddSchedule<StepSchedulerOptions, StepSchedulerOptionsValidator>(
            "Step",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => new StepScheduler(1f, options.Factor, options.StepSize ?? Math.Max(1, length.AfterWarmup / 3), options.MinimumFactor),
            configure);

    /// <summary>Registers <c>MultiStep</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddMultiStepSchedule(this ITrainingBuilder builder, Action<MultiStepSchedulerOptions>? configure = null) =>
        builder.AddSchedule<MultiStepSchedulerOptions, MultiStepSchedulerOptionsValidator>(
            "MultiStep",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new MultiStepScheduler(1f, options.Factor, options.Milestones, options.MinimumFactor),
            configure).AddCheck<MultiStepSchedulerOptions, MultiStepMilestonesValidator>();

    /// <summary>Registers <c>OneCycle</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddOneCycleSchedule(this ITrainingBuilder builder, Action<OneCycleSchedulerOptions>? configure = null) =>
        builder.AddSchedule<OneCycleSchedulerOptions, OneCycleSchedulerOptionsValidator>(
            "OneCycle",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => OneCycleScheduler.Create(options, length.AfterWarmup),
            configure);

    /// <summary>Registers <c>InverseSqrt</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddInverseSqrtSchedule(this ITrainingBuilder builder, Action<InverseSqrtSchedulerOptions>? configure = null) =>
        builder.AddSchedule<InverseSqrtSchedulerOptions, InverseSqrtSchedulerOptionsValidator>(
            "InverseSqrt",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new InverseSqrtScheduler(1f, options.Timescale ?? (options.WarmupSteps > 0 ? options.WarmupSteps : 10_000), options.MinimumFactor),
            configure);

    /// <summary>Registers <c>WarmupStableDecay</c>, a factor of the learning rate for slot <c>Scheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddWarmupStableDecaySchedule(this ITrainingBuilder builder, Action<WarmupStableDecaySchedulerOptions>? configure = null) =>
        builder.AddSchedule<WarmupStableDecaySchedulerOptions, WarmupStableDecaySchedulerOptionsValidator>(
            "WarmupStableDecay",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, length) => WarmupStableDecayScheduler.Create(options, length.AfterWarmup),
            configure).AddCheck<WarmupStableDecaySchedulerOptions, WarmupStableDecayLengthValidator>();

    /// <summary>Registers <c>Warmup</c>, a rise before another schedule, for slot <c>Scheduler</c>: its section <c>Scheduler</c> selects the other one by its own key <c>Type</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddWarmupSchedule(this ITrainingBuilder builder, Action<WarmupSchedulerOptions>? configure = null) =>
        builder.AddComponent<IScheduler, WarmupSchedulerOptions, WarmupSchedulerOptionsValidator>(
            "Warmup",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static options => [new InnerSlot(nameof(options.Scheduler), TrainingSlots.Scheduler, options.Scheduler) { Context = options.AfterwardsIn }],
            static (options, context, inner) => new WarmupScheduler(inner.Get<IScheduler>(nameof(options.Scheduler)), options.StepsOf(context), options.Start),
            configure,
            TrainingSlots.Scheduler);

    /// <summary>Registers <c>Sequential</c>, schedules one after the other, for slot <c>Scheduler</c>: each section of its list <c>Parts</c> selects a schedule by its own key <c>Type</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddSequentialSchedule(this ITrainingBuilder builder, Action<SequentialSchedulerOptions>? configure = null) =>
        builder.AddComponent<IScheduler, SequentialSchedulerOptions, SequentialSchedulerOptionsValidator>(
            "Sequential",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            SequentialParts.Slots,
            static (options, _, inner) => SequentialParts.Create(options, inner),
            configure,
            TrainingSlots.Scheduler).AddCheck<SequentialSchedulerOptions, SequentialPartsValidator>();

    /// <summary>Registers <c>Scaled</c>, another schedule times a factor, for slot <c>Scheduler</c>: its section <c>Scheduler</c> selects the other one by its own key <c>Type</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddScaledSchedule(this ITrainingBuilder builder, Action<ScaledSchedulerOptions>? configure = null) =>
        builder.AddComponent<IScheduler, ScaledSchedulerOptions, ScaledSchedulerOptionsValidator>(
            "Scaled",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static options => [new InnerSlot(nameof(options.Scheduler), TrainingSlots.Scheduler, options.Scheduler)],
            static (options, _, inner) => new ScaledScheduler(inner.Get<IScheduler>(nameof(options.Scheduler)), options.Factor),
            configure,
            TrainingSlots.Scheduler);

    /// <summary>Registers <c>ReduceOnPlateau</c>, a factor of the learning rate that follows a metric, for slot <c>MetricScheduler</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddReduceOnPlateau(this ITrainingBuilder builder, Action<ReduceOnPlateauSchedulerOptions>? configure = null) =>
        builder.AddComponent<IMetricScheduler, ReduceOnPlateauSchedulerOptions, ReduceOnPlateauSchedulerOptionsValidator>(
            "ReduceOnPlateau",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, _) => new ReduceOnPlateauScheduler(options),
            configure);

    /// <summary>Registers <c>TemperatureAnnealing</c>, absolute temperatures for slot <c>Temperature</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddTemperatureAnnealing(this ITrainingBuilder builder, Action<TemperatureAnnealingOptions>? configure = null) =>
        builder.AddComponent<IScheduler, TemperatureAnnealingOptions, TemperatureAnnealingOptionsValidator>(
            "TemperatureAnnealing",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            TemperatureAnnealing.Create,
            configure,
            TrainingSlots.Temperature).AddCheck<TemperatureAnnealingOptions, TemperatureAnnealingStairValidator>();

    /// <summary>Registers <c>Linear</c>, stages of growing difficulty for slot <c>Curriculum</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddLinearCurriculum(this ITrainingBuilder builder, Action<LinearCurriculumOptions>? configure = null) =>
        builder.AddComponent<IScheduler<CurriculumStage>, LinearCurriculumOptions, LinearCurriculumOptionsValidator>(
            "Linear",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            LinearStages.Create,
            configure);

    /// <summary>Registers <c>EasyToHard</c>, the stages warm-up, easy, medium and hard, for slot <c>Curriculum</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddEasyToHardCurriculum(this ITrainingBuilder builder, Action<EasyToHardCurriculumOptions>? configure = null) =>
        builder.AddComponent<IScheduler<CurriculumStage>, EasyToHardCurriculumOptions, EasyToHardCurriculumOptionsValidator>(
            "EasyToHard",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, context) => options.Create(context),
            configure);

    /// <summary>Registers <c>Stages</c>, a list of stages, for slot <c>Curriculum</c>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddStageCurriculum(this ITrainingBuilder builder, Action<StageCurriculumOptions>? configure = null) =>
        builder.AddComponent<IScheduler<CurriculumStage>, StageCurriculumOptions, StageCurriculumOptionsValidator>(
            "Stages",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            static (options, context) => options.Create(context),
            configure);

    /// <summary>Registers the section <c>Competence</c>, settings of a <see cref="CompetenceSampler"/>: a loop reads them with <see cref="TrainingRun.Settings{TOptions}"/> and makes the sampler for its examples.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddCompetence(this ITrainingBuilder builder, Action<CompetenceOptions>? configure = null) =>
        builder.AddSettings<CompetenceOptions, CompetenceOptionsValidator>(
            "Competence", static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true), configure);

    /// <summary>Registers the section <c>SelfPaced</c>, settings of a <see cref="SelfPacedWeighter"/>: a loop reads them with <see cref="TrainingRun.Settings{TOptions}"/>.</summary>
    /// <inheritdoc cref="AddConstantSchedule"/>
    public static ITrainingBuilder AddSelfPaced(this ITrainingBuilder builder, Action<SelfPacedOptions>? configure = null) =>
        builder.AddSettings<SelfPacedOptions, SelfPacedOptionsValidator>(
            "SelfPaced", static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true), configure);

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
        return builder.AddComponent<IScheduler, TOptions, TValidator>(name, bind, Create, configure, TrainingSlots.Scheduler).AddCheck<TOptions, SchedulerOptionsValidator<TOptions>>();

        IScheduler Create(TOptions options, TrainingRunContext context) =>
            new WarmupScheduler(create(options, new ScheduleLength(name, options, context)), options.WarmupSteps, options.WarmupStart);
    }

    // A second check, of how settings fit each other.
    private static ITrainingBuilder AddCheck<TOptions, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(this ITrainingBuilder builder)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return builder;
    }
}
