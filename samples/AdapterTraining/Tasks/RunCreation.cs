using Microsoft.Extensions.Options;
using RuVector.Training;

namespace AdapterTraining.Tasks;

/// <summary>Creates the run that a job asks for.</summary>
internal static class RunCreation
{
    /// <summary>Creates a run of <c>--steps</c> steps and with <c>--seed</c>, or else as the settings say.</summary>
    /// <exception cref="OptionsValidationException">The configuration has problems, or a part does not fit the number of steps.</exception>
    public static TrainingRun Create(this ITrainingRunFactory runs, JobOptions job, long stepsOfSettings)
    {
        try
        {
            return runs.Create(job.Profile, new TrainingRunContext { TotalSteps = job.Steps ?? stepsOfSettings, Seed = job.Seed });
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(job.Profile ?? "", typeof(TrainingRun), [e.Message]);
        }
    }
}
