using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RuVector.Training.Hosting;

/// <summary>Healthy while a job can be submitted: there is a place in the queue, the folder of the jobs can be written (a real write, pushed to the disk), and the configuration is valid.</summary>
/// <remarks>
/// <para>An invalid configuration, after a reload, is <see cref="HealthStatus.Degraded"/>: jobs that run go on with what they began with, new ones that it concerns are refused. Without a place or a disk it is unhealthy.</para>
/// <para>Registered by <c>AddTrainingService</c>: <c>AddHealthChecks().AddCheck&lt;TrainingReadyHealthCheck&gt;("training-ready")</c>. The problems are in the data of the result; they name keys and values of the configuration.</para>
/// </remarks>
public sealed class TrainingReadyHealthCheck : IHealthCheck
{
    private readonly TrainingService _service;

    internal TrainingReadyHealthCheck(TrainingService service) => _service = service;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        Dictionary<string, object> data = [];
        string? failure = await FindFailureAsync(data, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure, data: data);
        }

        IReadOnlyList<string> problems = _service.Configuration.Check();
        data["problems"] = problems;
        return problems.Count == 0
            ? HealthCheckResult.Healthy("A job can be submitted.", data)
            : HealthCheckResult.Degraded($"The configuration has {problems.Count} problems.", data: data);
    }

    private async Task<string?> FindFailureAsync(Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        if (_service.SinceLastBeat is null)
        {
            return "The service has not started.";
        }

        (int waiting, int capacity) = (_service.Waiting, _service.Settings.QueueCapacity);
        (data["waiting"], data["running"], data["capacity"]) = (waiting, _service.Running, capacity);
        if (waiting >= capacity)
        {
            return $"{waiting} jobs wait, as many as may.";
        }

        try
        {
            await Task.Run(_service.ProbeStorage, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false); // a disk may hang
            return null;
        }
        catch (IOException)
        {
            return "The folder of the jobs cannot be written.";
        }
    }
}
