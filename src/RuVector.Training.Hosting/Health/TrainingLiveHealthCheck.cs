using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RuVector.Training.Hosting;

/// <summary>Healthy while the service does its housekeeping at least every second time that it is due (<see cref="TrainingServiceOptions.Heartbeat"/>).</summary>
/// <remarks>Registered by <c>AddTrainingService</c>: <c>AddHealthChecks().AddCheck&lt;TrainingLiveHealthCheck&gt;("training-live")</c>.</remarks>
public sealed class TrainingLiveHealthCheck : IHealthCheck
{
    private readonly TrainingService _service;

    internal TrainingLiveHealthCheck(TrainingService service) => _service = service;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        TimeSpan? since = _service.SinceLastBeat;
        return Task.FromResult(since <= 2 * _service.Settings.Heartbeat
            ? HealthCheckResult.Healthy("The service ticks.")
            : new HealthCheckResult(context.Registration.FailureStatus, since is null ? "The service has not started." : $"Expected a tick in the last {2 * _service.Settings.Heartbeat:c}, but the last one was {since:c} ago."));
    }
}
