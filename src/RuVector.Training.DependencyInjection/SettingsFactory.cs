using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Reads a settings section alone, also for those who ask for options.</summary>
internal sealed class SettingsFactory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(RunPlanner planner)
    : ITrainingFactory<TOptions>, IOptionsFactory<TOptions>
    where TOptions : class
{
    public TOptions Create(string? profile = null, TrainingRunContext? context = null) => (TOptions)planner.Plan(profile, typeof(TOptions)).Settings(typeof(TOptions));

    TOptions IOptionsFactory<TOptions>.Create(string name) => Create(name);
}
