using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Creates all parts of a training run from one reading of the configuration.</summary>
/// <remarks>A singleton; safe for concurrent use. A change of the configuration reaches the next run, never one in progress.</remarks>
public interface ITrainingRunFactory
{
    /// <summary>Creates the parts of a run.</summary>
    /// <param name="profile">Name of the profile, ignoring case; <see langword="null"/> or empty for the settings outside of profiles.</param>
    /// <param name="context">What components may need to know of the run; <see langword="null"/> for nothing.</param>
    /// <returns>New objects, which belong to the caller.</returns>
    /// <exception cref="OptionsValidationException">The configuration has problems; all of the profile are listed.</exception>
    TrainingRun Create(string? profile = null, TrainingRunContext? context = null);

    /// <summary>Creates the parts of a run with some settings of its own.</summary>
    /// <param name="profile">Name of the profile, ignoring case; <see langword="null"/> or empty for the settings outside of profiles.</param>
    /// <param name="overrides">Settings above those of the configuration, by their paths below the root section: <c>Optimizer:Type</c>. Checked as the configuration is.</param>
    /// <param name="context">What components may need to know of the run; <see langword="null"/> for nothing.</param>
    /// <returns>New objects, which belong to the caller.</returns>
    /// <exception cref="OptionsValidationException">The configuration or an override has problems; all are listed.</exception>
    TrainingRun Create(string? profile, IReadOnlyDictionary<string, string> overrides, TrainingRunContext? context = null);

    /// <summary>Checks all profiles of the configuration as it is now, as the start of the host does.</summary>
    /// <returns>The problems, each once; empty when there are none.</returns>
    IReadOnlyList<string> FindProblems();
}
