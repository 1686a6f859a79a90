using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>A loss around others: some by name, each with a share and a schedule of it over half of the run, and one that may be left out.</summary>
internal sealed class GroupLoss(GroupOptions options, TrainingRunContext context, InnerComponents inner) : ILoss
{
    public GroupOptions Options => options;

    public TrainingRunContext Context => context;

    public ILoss? Fallback => inner.Find<ILoss>("Fallback");

    public ILoss Member(string name) => inner.Get<ILoss>($"Members:{name}");

    public IScheduler? ScheduleOf(string name) => inner.Find<IScheduler>($"Members:{name}:Schedule");

    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => new(options.Scale, batch.Anchors.Rows);
}

public sealed class GroupOptions
{
    public float Scale { get; set; } = 1f;

    public IDictionary<string, MemberOptions> Members { get; } = new Dictionary<string, MemberOptions>(StringComparer.OrdinalIgnoreCase);

    public ComponentSelection Fallback { get; } = new();
}

public sealed class MemberOptions : ComponentSelection
{
    public float Share { get; set; } = 1f;

    public ComponentSelection Schedule { get; } = new();
}

internal sealed class GroupOptionsValidator : IValidateOptions<GroupOptions>
{
    public ValidateOptionsResult Validate(string? name, GroupOptions options)
    {
        ValidateOptionsResultBuilder result = new();
        foreach ((string member, MemberOptions settings) in options.Members.Where(static pair => pair.Value.Share < 0))
        {
            result.AddError($"Expected a share of 0 or more, but got {settings.Share}.", $"Members:{member}:Share");
        }

        return result.Build();
    }
}

internal static class GroupTrainingBuilderExtensions
{
    public static ITrainingBuilder AddGroup(this ITrainingBuilder builder, Action<GroupOptions>? configure = null) =>
        builder.AddComponent<ILoss, GroupOptions, GroupOptionsValidator>(
            "Group",
            static (section, options) => section.Bind(options, static b => b.ErrorOnUnknownConfiguration = true),
            SlotsOf,
            static (options, context, inner) => new GroupLoss(options, context, inner),
            configure);

    /// <summary>Registers the same without a generated binding.</summary>
    public static ITrainingBuilder AddReflectedGroup(this ITrainingBuilder builder)
    {
        Action<IConfiguration, object, Action<BinderOptions>> bind = ConfigurationBinder.Bind;
        return builder.AddComponent<ILoss, GroupOptions, GroupOptionsValidator>(
            "Group",
            (section, options) => bind(section, options, static b => b.ErrorOnUnknownConfiguration = true),
            SlotsOf,
            static (options, context, inner) => new GroupLoss(options, context, inner));
    }

    private static IEnumerable<InnerSlot> SlotsOf(GroupOptions options) =>
    [
        .. options.Members.Select(static member => new InnerSlot($"Members:{member.Key}", TrainingSlots.Loss, member.Value)),
        .. options.Members.Select(static member => new InnerSlot($"Members:{member.Key}:Schedule", TrainingSlots.Scheduler, member.Value.Schedule)
        {
            IsRequired = false,
            Context = static context => context with { TotalSteps = context.TotalSteps / 2 },
        }),
        new InnerSlot("Fallback", TrainingSlots.Loss, options.Fallback) { IsRequired = false },
    ];
}
