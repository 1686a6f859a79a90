using RuVector.Training.Checkpoints;

namespace RuVector.Training.Trainer;

/// <summary>Saves a run now and then, and lets it go on where another one of its kind ended.</summary>
internal sealed class RunCheckpoints(TrainingHooks hooks, TrainerOptions options, RunState state, TimeProvider time)
{
    private long _saved = -1;

    /// <summary>Gets the number of saves that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Gets the number of saves.</summary>
    public int Saves { get; private set; }

    /// <summary>Puts the newest whole checkpoint into the run.</summary>
    /// <returns>Steps done; 0 for a new run.</returns>
    public long Resume()
    {
        if (hooks.Checkpoints is not { } store)
        {
            return 0;
        }

        if (!hooks.Resume)
        {
            int found = store.List().Checkpoints.Count;
            return found == 0 ? 0 : throw new InvalidOperationException(
                $"Expected a folder without checkpoints for a run that starts anew, but '{store.Folder}' has {found}. Choose another folder, remove them, or resume (Resume).");
        }

        CheckpointSearch search = store.TryLoadLatest();
        foreach (CheckpointException refused in search.Refused)
        {
            hooks.Logger.PassedOver(refused);
        }

        if (search.Checkpoint is not { } checkpoint)
        {
            return 0;
        }

        state.Restore(checkpoint);
        _saved = checkpoint.Step;
        hooks.Logger.Resumed(checkpoint.Step);
        return checkpoint.Step;
    }

    /// <summary>Saves after a step where that is due: every so many steps, at the end, and when an evaluation was the best so far.</summary>
    /// <param name="steps">Steps done.</param>
    /// <param name="isLast">Whether it was the last step.</param>
    /// <param name="metric">The metric of an evaluation after it.</param>
    /// <param name="isBest">Whether that is the best so far.</param>
    public void After(long steps, bool isLast, double? metric, bool isBest)
    {
        if (isLast || isBest || (options.CheckpointEvery > 0 && steps % options.CheckpointEvery == 0))
        {
            Save(steps, metric);
        }
    }

    /// <summary>Saves between two steps, unless that is done already.</summary>
    public void Save(long steps, double? metric = null)
    {
        if (hooks.Checkpoints is not { } store || _saved == steps)
        {
            return;
        }

        long started = time.GetTimestamp();
        try
        {
            store.Save(state.Capture(steps, metric is { } value && double.IsFinite(value) ? value : null));
            _saved = steps;
            Saves++;
        }
        catch (CheckpointException e)
        {
            Failures++;
            hooks.Saved?.Report(new TrainingSave(steps, time.GetElapsedTime(started), e));
            if (options.OnCheckpointFailure != CheckpointFailurePolicy.Continue)
            {
                throw;
            }

            hooks.Logger.SaveFailed(e, steps, Failures);
            return;
        }

        TimeSpan elapsed = time.GetElapsedTime(started);
        hooks.Logger.Saved(steps, elapsed.TotalMilliseconds);
        hooks.Saved?.Report(new TrainingSave(steps, elapsed));
    }
}
