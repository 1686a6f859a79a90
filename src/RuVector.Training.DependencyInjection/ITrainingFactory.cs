using Microsoft.Extensions.Options;

namespace RuVector.Training;

/// <summary>Creates one part of a training run: the component that the configuration selects, with fresh, bound and validated settings.</summary>
/// <typeparam name="T">The contract of the component, such as <see cref="ILoss"/>, or the type of a settings section.</typeparam>
/// <remarks>
/// <para>Every call reads the configuration anew and creates a new object, which belongs to the caller. To create all parts of a run from one reading use <see cref="ITrainingRunFactory"/>.</para>
/// <para>A singleton; safe for concurrent use. For a contract with more than one slot it stands for the first one; the others are keyed services, with the name of the slot as the key.</para>
/// </remarks>
public interface ITrainingFactory<out T>
{
    /// <summary>Creates the component.</summary>
    /// <param name="profile">Name of the profile, ignoring case; <see langword="null"/> or empty for the settings outside of profiles.</param>
    /// <param name="context">What the component may need to know of its run; <see langword="null"/> for nothing.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="OptionsValidationException">The configuration has problems; all of this part are listed.</exception>
    T Create(string? profile = null, TrainingRunContext? context = null);
}
