using Microsoft.Extensions.Logging;

namespace RuVector.Training.Hosting.Observability;

/// <summary>Knows whether the configuration is valid, and logs each change of that once.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class ConfigurationWatch(ITrainingRunFactory runs, ILogger logger)
{
    private readonly Lock _gate = new();
    private bool _wasValid = true;

    /// <summary>Gets the problems of the configuration as it is now; empty when it is valid.</summary>
    public IReadOnlyList<string> Check()
    {
        lock (_gate)
        {
            IReadOnlyList<string> problems = Problems();
            bool isValid = problems.Count == 0;
            if (isValid != _wasValid)
            {
                _wasValid = isValid;
                if (isValid)
                {
                    logger.ConfigurationValid();
                }
                else
                {
                    logger.ConfigurationInvalid(problems.Count, string.Join(" ", problems));
                }
            }

            return problems;
        }
    }

    // A source of the configuration may fail in a way of its own.
    private IReadOnlyList<string> Problems()
    {
        try
        {
            return runs.FindProblems();
        }
        catch (Exception e)
        {
            return [$"The configuration cannot be read: {e.Message}"];
        }
    }
}
