namespace RuVector.Training.Hosting.Jobs;

/// <summary>All jobs, which of them wait and which run: every change of a state happens here, under one lock, without touching a file.</summary>
internal sealed class JobTable(TrainingServiceOptions options, TimeProvider time, Action<JobAttempt> start)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly LinkedList<JobAttempt> _waiting = [];
    private readonly HashSet<JobAttempt> _running = [];
    private int _reserved;
    private bool _isStopping;

    /// <summary>Gets how many jobs wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + _reserved;
            }
        }
    }

    /// <summary>Takes over a job of an earlier process.</summary>
    public void Add(Job job)
    {
        lock (_gate)
        {
            _jobs.Add(job.Record.Id, job);
        }
    }

    public Job? Find(string id)
    {
        lock (_gate)
        {
            return _jobs.GetValueOrDefault(id);
        }
    }

    public Job[] All()
    {
        lock (_gate)
        {
            return [.. _jobs.Values];
        }
    }

    public JobAttempt[] Running()
    {
        lock (_gate)
        {
            return [.. _running];
        }
    }

    /// <summary>Refuses a job that cannot wait, before anything is done for it.</summary>
    public void RequirePlace()
    {
        lock (_gate)
        {
            CheckPlace();
        }
    }

    /// <summary>Takes a place in the queue for a job, which is queued from now on, but is not started before <see cref="Enqueue"/>.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="isNew">Whether it is the first one of its job.</param>
    /// <returns>What the job was before.</returns>
    public TrainingJob Reserve(JobAttempt attempt, bool isNew)
    {
        lock (_gate)
        {
            CheckPlace();
            Job job = attempt.Job;
            TrainingJob before = job.Record;
            Job? there = _jobs.GetValueOrDefault(before.Id);
            if (isNew ? there is not null : there != job || !before.CanResume)
            {
                throw new InvalidOperationException($"Expected {(isNew ? "a new id" : "a job that ended without success")}, but the job '{before.Id}' is {there?.Record.State.ToString() ?? "gone"}.");
            }

            _jobs[before.Id] = job;
            _reserved++;
            job.Attempt = attempt;
            job.Record = job.Snapshot() with { State = TrainingJobState.Queued, EndedAt = null, Error = null };
            job.Progress.Begin();
            return before;
        }
    }

    /// <summary>Undoes <see cref="Reserve"/>.</summary>
    public void Withdraw(JobAttempt attempt, TrainingJob before, bool isNew, Exception reason)
    {
        lock (_gate)
        {
            _reserved--;
            SetEnd(attempt, TrainingJobState.Failed, TrainingJobError.Of(reason), null);
            if (isNew)
            {
                _jobs.Remove(before.Id);
            }
            else
            {
                attempt.Job.Record = before;
            }
        }

        attempt.Ended.TrySetResult(attempt.Job.Record);
    }

    /// <summary>Puts a job for which there is a place at the end of the queue.</summary>
    public void Enqueue(JobAttempt attempt)
    {
        lock (_gate)
        {
            _reserved--;
            if (attempt.Job.Record.State != TrainingJobState.Queued)
            {
                return;
            }

            if (!_isStopping)
            {
                _waiting.AddLast(attempt);
                Dispatch();
                return;
            }

            SetEnd(attempt, TrainingJobState.Interrupted, null, null);
        }

        attempt.Ended.TrySetResult(attempt.Job.Record);
    }

    /// <summary>Cancels a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ended">The attempt that ended by this, because it waited; its end is still to be completed.</param>
    /// <returns>Whether it waited or ran.</returns>
    public bool Cancel(Job job, out JobAttempt? ended)
    {
        JobAttempt attempt;
        lock (_gate)
        {
            ended = null;
            if (job.Record.HasEnded || job.Attempt is null)
            {
                return false;
            }

            attempt = job.Attempt;
            if (job.Record.State == TrainingJobState.Queued)
            {
                _waiting.Remove(attempt);
                SetEnd(attempt, TrainingJobState.Cancelled, null, null);
                ended = attempt;
                return true;
            }
        }

        attempt.Cancel(byUser: true);
        return true;
    }

    /// <summary>Ends an attempt that ran; one that was given up before changes nothing.</summary>
    /// <returns>Whether the end counts.</returns>
    public bool End(JobAttempt attempt, TrainingJobState state, TrainingJobError? error, TrainingJobResult? result)
    {
        lock (_gate)
        {
            return attempt.Job.Attempt == attempt && attempt.Job.Record.State == TrainingJobState.Running && SetEnd(attempt, state, error, result);
        }
    }

    /// <summary>Gives the place of an attempt that ended to the next one.</summary>
    public void Free(JobAttempt attempt)
    {
        lock (_gate)
        {
            _running.Remove(attempt);
            Dispatch();
        }
    }

    /// <summary>Takes no more jobs, interrupts those that wait, and cancels those that run.</summary>
    public void Stop()
    {
        JobAttempt[] waiting, running;
        lock (_gate)
        {
            _isStopping = true;
            (waiting, running) = ([.. _waiting], [.. _running]);
            _waiting.Clear();
            foreach (JobAttempt attempt in waiting)
            {
                SetEnd(attempt, TrainingJobState.Interrupted, null, null);
            }
        }

        foreach (JobAttempt attempt in waiting)
        {
            attempt.Ended.TrySetResult(attempt.Job.Record);
        }

        foreach (JobAttempt attempt in running)
        {
            attempt.Cancel(byUser: false);
        }
    }

    /// <summary>Gives up an attempt that does not end.</summary>
    public void Abandon(JobAttempt attempt)
    {
        if (End(attempt, TrainingJobState.Interrupted, null, null))
        {
            attempt.Ended.TrySetResult(attempt.Job.Record);
        }
    }

    /// <summary>Forgets a job that has ended.</summary>
    /// <returns>Whether it had, and was still there.</returns>
    public bool Remove(Job job)
    {
        lock (_gate)
        {
            return job.Record.HasEnded && _jobs.Remove(job.Record.Id);
        }
    }

    private void CheckPlace()
    {
        if (_isStopping)
        {
            throw new InvalidOperationException("Expected a host that runs, but it is stopping: it takes no more jobs.");
        }

        if (_waiting.Count + _reserved >= options.QueueCapacity)
        {
            throw new TrainingQueueFullException(options.QueueCapacity, QueueForecast.FirstEnd(_running.Select(static attempt => attempt.Job.Progress)));
        }
    }

    private void Dispatch()
    {
        while (!_isStopping && _running.Count < options.MaxConcurrent && _waiting.First is { Value: { } attempt })
        {
            _waiting.RemoveFirst();
            _running.Add(attempt);
            attempt.Job.Record = attempt.Job.Record with { State = TrainingJobState.Running, StartedAt = time.GetUtcNow(), Attempts = attempt.Job.Record.Attempts + 1 };
            start(attempt);
        }
    }

    private bool SetEnd(JobAttempt attempt, TrainingJobState state, TrainingJobError? error, TrainingJobResult? result)
    {
        attempt.Job.Record = attempt.Job.Snapshot() with { State = state, EndedAt = time.GetUtcNow(), Error = error, Result = result };
        attempt.Job.Progress.End();
        return true;
    }
}
