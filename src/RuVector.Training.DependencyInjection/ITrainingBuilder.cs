using Microsoft.Extensions.DependencyInjection;

namespace RuVector.Training;

/// <summary>Where components are registered: every <c>AddXxx</c> of every package is an extension method of this type.</summary>
/// <remarks>Not thread safe; use it while the services are being registered.</remarks>
public interface ITrainingBuilder
{
    /// <summary>Gets the services that components are registered in.</summary>
    IServiceCollection Services { get; }
}
