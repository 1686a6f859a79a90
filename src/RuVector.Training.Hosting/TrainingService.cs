using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RuVector.Training.Hosting.Jobs;
using RuVector.Training.Hosting.Observability;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting;

/// <inheritdoc cref="ITrainingService"/>
internal sealed class TrainingService : BackgroundService, IHostedLifecycleService, ITrainingService
{
    private readonly ITrainingRunFactory _runs;
    private readonly ITrainingFactory<TrainingServiceOptions> _settings;
    private readonly TimeProvider _time;
    private readonly IHostEnvironment? _environment;
    private readonly ILogger _logger;
    private readonly JobTelemetry _telemetry;
    private readonly JobRunner _runner;
    private readonly Housekeeper _housekeeper;
    private TrainingServiceOptions _options = new();
    private JobFiles? _files;
    private JobTable? _table;

    public TrainingService(
        ITrainingRunFactory runs,
        ITrainingFactory<TrainingServiceOptions> settings,
        TimeProvider time,
        IHostEnvironment? environment = null,
        ILogger<TrainingService>? logger = null,
        IMeterFactory? meters = null)
    {
        (_runs, _settings, _time, _environment, _logger) = (runs, settings, time, environment, (ILogger?)logger ?? NullLogger.Instance);
        _telemetry = new JobTelemetry(meters, () => _table);
        _runner = new JobRunner(_telemetry, _logger);
        Configuration = new ConfigurationWatch(runs, _logger);
        _housekeeper = new Housekeeper(Configuration, time, _logger);
    }

    public ConfigurationWatch Configuration { get; }

    public TrainingServiceOptions Settings => _options;

    /// <summary>Gets how many jobs wait.</summary>
    public int Waiting => Table.Waiting;

    /// <summary>Gets how many jobs run.</summary>
    public int Running => Table.Running().Length;

    /// <inheritdoc cref="Housekeeper.SinceLastBeat"/>
    public TimeSpan? SinceLastBeat => _housekeeper.SinceLastBeat;

    private JobTable Table => _table ?? throw new InvalidOperationException("Expected a host that runs, but it has not started.");

    public TrainingJob Submit(TrainingJobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string id = request.Id is null ? Guid.CreateVersion7(_time.GetUtcNow()).ToString("N") : TrainingJobId.Checked(request.Id, nameof(request));
        TrainingRun run = CreateRun(request.Profile, request.Overrides, request.Work);
        TrainingJob record = new()
        {
            Id = id,
            Profile = run.Profile,
            Overrides = new Dictionary<string, string>(request.Overrides),
            Properties = new Dictionary<string, string>(request.Properties),
            SubmittedAt = _time.GetUtcNow(),
            Folder = _files!.FolderOf(id),
        };
        return Queue(new JobAttempt(NewJob(record), request.Work, run), isNew: true);
    }

    public TrainingJob Resume(string id, ITrainingJobWork? work = null)
    {
        Job job = Get(id);
        TrainingJob record = job.Record;
        ITrainingJobWork known = work ?? job.Attempt?.Work ?? throw new InvalidOperationException($"Expected the work of the job '{id}', because it was submitted to an earlier process, but got none.");
        return Queue(new JobAttempt(job, known, CreateRun(record.Profile, record.Overrides, known)), isNew: false);
    }

    public bool Cancel(string id)
    {
        if (!Table.Cancel(Get(id), out JobAttempt? ended))
        {
            return false;
        }

        if (ended is not null)
        {
            _runner.Save(ended.Job);
            _logger.Cancelled(id, ended.Job.Snapshot().Progress?.Step ?? 0);
            ended.Ended.TrySetResult(ended.Job.Snapshot());
        }

        return true;
    }

    public bool Remove(string id) => _housekeeper.Remove(Table, Get(id));

    public TrainingJob? Find(string? id) => id is null ? null : Table.Find(id)?.Snapshot();

    public IReadOnlyList<TrainingJob> List() => [.. Table.All().Select(static job => job.Snapshot()).OrderBy(static job => job.SubmittedAt).ThenBy(static job => job.Id, StringComparer.Ordinal)];

    public Task<TrainingJob> WaitAsync(string id, CancellationToken cancellationToken = default)
    {
        Job job = Get(id);
        return job.Attempt is { } attempt ? attempt.Ended.Task.WaitAsync(cancellationToken) : Task.FromResult(job.Snapshot());
    }

    public IAsyncEnumerable<TrainingProgress> WatchAsync(string id, long afterStep = 0, CancellationToken cancellationToken = default) => Get(id).Progress.WatchAsync(afterStep, cancellationToken);

    /// <summary>Writes to the folder of the jobs as a save does.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void ProbeStorage() => _files!.Probe();

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _options = _settings.Create();
        string root = Path.GetFullPath(_options.Folder, _environment?.ContentRootPath ?? Directory.GetCurrentDirectory());
        _files = new JobFiles(root);
        JobTable table = new(_options, _time, attempt => _runner.Start(attempt, _table!));
        TrainingJob[] jobs = [.. _files.Load((id, e) => _logger.StateUnreadable(e, id))];
        foreach (TrainingJob job in jobs)
        {
            table.Add(NewJob(job));
        }

        _table = table;
        _housekeeper.Beat();
        _logger.Loaded(jobs.Length, root, jobs.Count(static job => job.State == TrainingJobState.Interrupted));
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Comes before any service of the host is stopped: those who watch are let go, so that a server of theirs can end its answers.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _table?.Stop();
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_table is not { } table)
        {
            return;
        }

        table.Stop();
        JobAttempt[] running = table.Running();
        try
        {
            await Task.WhenAll(running.Select(static attempt => attempt.Ended.Task)).WaitAsync(_options.ShutdownGrace, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            foreach (JobAttempt attempt in running.Where(static attempt => !attempt.Ended.Task.IsCompleted))
            {
                table.Abandon(attempt);
                _logger.Abandoned(attempt.Job.Record.Id);
            }
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _table?.Stop();
        _files?.Dispose();
        _telemetry.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _housekeeper.Keep(Table, _options);
        using PeriodicTimer timer = new(_options.Heartbeat, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            _housekeeper.Keep(Table, _options);
        }
    }

    private TrainingRun CreateRun(string? profile, IReadOnlyDictionary<string, string> overrides, ITrainingJobWork work)
    {
        try
        {
            Table.RequirePlace();
            return _runs.Create(profile, overrides, work.Context);
        }
        catch (TrainingQueueFullException e)
        {
            _telemetry.CountRefused();
            _logger.QueueFull(e.Capacity);
            throw;
        }
        catch (OptionsValidationException)
        {
            _ = Configuration.Check();
            throw;
        }
    }

    private TrainingJob Queue(JobAttempt attempt, bool isNew)
    {
        Job job = attempt.Job;
        lock (job.FileGate)
        {
            TrainingJob before = Table.Reserve(attempt, isNew);
            try
            {
                (isNew ? (Action<Job>)JobFiles.Create : JobFiles.Save)(job);
                _logger.Submitted(job.Record.Id, job.Record.Profile);
            }
            catch (Exception e)
            {
                Table.Withdraw(attempt, before, isNew, e);
                throw;
            }
        }

        Table.Enqueue(attempt);
        return job.Snapshot();
    }

    private Job Get(string id) => Table.Find(id) ?? throw new ArgumentException("Expected the id of a job, but there is none of this id.", nameof(id));

    private Job NewJob(TrainingJob record) => new(record, new JobProgress(_options.HistoryLength, _options.WatcherCapacity, _telemetry.CountDropped));
}
