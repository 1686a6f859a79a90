using RuVector.Training;
using RuVector.Training.Hosting;
using RuVector.Training.Trainer;
using WebHost.Datasets;
using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Jobs;

/// <summary>What clients ask of jobs, within what they may ask.</summary>
/// <remarks>Thread safe. What comes and what goes, jobs and the data sets that they need, do so one after the other: nobody meets a folder that is half gone.</remarks>
internal sealed class JobDesk(ITrainingService jobs, ITrainingRunFactory runs, DatasetStore datasets, WebHostOptions options, IHostApplicationLifetime host)
{
    private const string DatasetProperty = "dataset";

    private readonly Lock _gate = new();

    public IReadOnlyList<TrainingJob> List() => jobs.List();

    /// <exception cref="ProblemException">There is none.</exception>
    public TrainingJob Get(string id) => jobs.Find(id) ?? throw NoJob(id);

    public static string DatasetOf(TrainingJob job) => job.Properties.GetValueOrDefault(DatasetProperty, "");

    /// <summary>Submits a job.</summary>
    /// <exception cref="ProblemException">It is refused; all problems are listed.</exception>
    public TrainingJob Submit(JobSubmission submission)
    {
        IReadOnlyDictionary<string, string> overrides = OverrideCheck.Require(submission.Overrides, options.AllowedOverrides);
        lock (_gate)
        {
            DatasetInfo data = datasets.Find(submission.Dataset) ?? throw new ProblemException(StatusCodes.Status404NotFound, $"There is no data set '{submission.Dataset}'.");
            DatasetWork work = new(datasets, data);
            CheckRun(submission.Profile, overrides, work.Context);
            return Try(() => jobs.Submit(new TrainingJobRequest
            {
                Work = work,
                Id = submission.Id,
                Profile = submission.Profile,
                Overrides = overrides,
                Properties = new Dictionary<string, string> { [DatasetProperty] = data.Id },
            }));
        }
    }

    /// <summary>Submits a job again, with work made anew, because that of an earlier process is not known.</summary>
    /// <exception cref="ProblemException">There is none, its data set is gone, or it cannot be resumed.</exception>
    public TrainingJob Resume(string id)
    {
        lock (_gate)
        {
            TrainingJob job = Get(id);
            DatasetInfo data = datasets.Find(DatasetOf(job)) ?? throw new ProblemException(StatusCodes.Status409Conflict, $"Expected the data set '{DatasetOf(job)}' of the job, but it is gone.");
            return Try(() => jobs.Resume(id, new DatasetWork(datasets, data)));
        }
    }

    /// <exception cref="ProblemException">There is none, or it has ended.</exception>
    public TrainingJob Cancel(string id)
    {
        TrainingJob job = Get(id);
        return Try(() => jobs.Cancel(id)) ? jobs.Find(id) ?? job : throw new ProblemException(StatusCodes.Status409Conflict, "Expected a job that waits or runs, but it has ended.");
    }

    /// <exception cref="ProblemException">There is none, or it has not ended.</exception>
    public void Remove(string id)
    {
        lock (_gate)
        {
            Get(id);
            if (!Try(() => jobs.Remove(id)))
            {
                throw new ProblemException(StatusCodes.Status409Conflict, "Expected a job that has ended, but it waits or runs. Cancel it first.");
            }
        }
    }

    /// <summary>Removes an uploaded data set.</summary>
    /// <exception cref="ProblemException">There is none, it is one of the server, or a job needs it.</exception>
    public void RemoveDataset(string id)
    {
        lock (_gate)
        {
            if (jobs.List().FirstOrDefault(job => !job.HasEnded && DatasetOf(job) == id) is { } user)
            {
                throw new ProblemException(StatusCodes.Status409Conflict, $"Expected a data set that no job uses, but '{user.Id}' does.");
            }

            if (!datasets.Remove(id))
            {
                throw new ProblemException(StatusCodes.Status404NotFound, $"There is no data set '{id}'.");
            }
        }
    }

    // Made once to look at, because the length of a run follows from the configuration, the profile, the overrides and the data together.
    private void CheckRun(string? profile, IReadOnlyDictionary<string, string> overrides, TrainingRunContext context)
    {
        try
        {
            TrainingRun run = runs.Create(profile, overrides, context);
            _ = new PairTrainer(run, run.Settings<TrainerOptions>());
            if (run.Context.TotalSteps > options.MaxSteps)
            {
                throw new ProblemException(StatusCodes.Status400BadRequest, $"Expected a run of at most {options.MaxSteps} steps, but it would have {run.Context.TotalSteps}.");
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (InvalidOperationException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "The server is stopping.");
        }
        catch (InvalidOperationException e)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, e.Message);
        }
        catch (ArgumentException)
        {
            throw new ProblemException(StatusCodes.Status404NotFound, "The job is gone.");
        }
    }

    private static ProblemException NoJob(string id) => new(StatusCodes.Status404NotFound, $"There is no job '{id}'.");
}
