using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>Where a job stands and stood, and who watches it.</summary>
/// <remarks>Thread safe. Who reports never waits for who watches.</remarks>
internal sealed class JobProgress(int historyLength, int watcherCapacity, Action dropped)
{
    private readonly Lock _gate = new();
    private readonly ThinnedHistory _steps = new(historyLength);
    private readonly ThinnedHistory _evaluations = new(historyLength);
    private readonly List<Channel<TrainingProgress>> _watchers = [];
    private volatile TrainingProgress? _last;
    private long _stepsOfAttempt;
    private long _samplesOfAttempt;
    private bool _isOver = true;

    /// <summary>Gets the last step; <see langword="null"/> before the first one of this process.</summary>
    public TrainingProgress? Last => _last;

    /// <summary>Gets the steps that the attempt took.</summary>
    public long StepsOfAttempt => Volatile.Read(ref _stepsOfAttempt);

    /// <summary>Gets how many samples the attempt went over in a second; 0 before its first step.</summary>
    public double Throughput => _last is { Elapsed: { Ticks: > 0 } elapsed } ? Volatile.Read(ref _samplesOfAttempt) / elapsed.TotalSeconds : 0;

    /// <summary>Begins an attempt: who watches from now on waits for its steps.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_isOver, _stepsOfAttempt, _samplesOfAttempt) = (false, 0, 0);
        }
    }

    public void Add(TrainingProgress progress)
    {
        lock (_gate)
        {
            if (progress.Step <= _last?.Step)
            {
                _steps.RemoveFrom(progress.Step);
                _evaluations.RemoveFrom(progress.Step);
            }

            _steps.Add(progress);
            if (progress.Metrics.Count > 0)
            {
                _evaluations.Add(progress);
            }

            _last = progress;
            _stepsOfAttempt++;
            _samplesOfAttempt += progress.Samples;
            foreach (Channel<TrainingProgress> watcher in _watchers)
            {
                watcher.Writer.TryWrite(progress);
            }
        }
    }

    /// <summary>Ends an attempt, and the watching of it.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (Channel<TrainingProgress> watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }
    }

    public async IAsyncEnumerable<TrainingProgress> WatchAsync(long afterStep, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (IReadOnlyList<TrainingProgress> past, Channel<TrainingProgress> live) = Join(afterStep);
        long last = afterStep;
        try
        {
            foreach (TrainingProgress progress in past)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = progress.Step;
                yield return progress;
            }

            await foreach (TrainingProgress progress in live.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (progress.Step > last) // a resumed run may take steps again, with the same bits
                {
                    last = progress.Step;
                    yield return progress;
                }
            }
        }
        finally
        {
            Leave(live);
        }
    }

    private (IReadOnlyList<TrainingProgress> Past, Channel<TrainingProgress> Live) Join(long afterStep)
    {
        Channel<TrainingProgress> live = Channel.CreateBounded<TrainingProgress>(
            new BoundedChannelOptions(watcherCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => dropped());
        lock (_gate)
        {
            IEnumerable<TrainingProgress> kept = _steps.Kept.Concat(_evaluations.Kept).Concat(_last is { } last ? [last] : []);
            if (_isOver)
            {
                live.Writer.Complete();
            }

            _watchers.Add(live);
            return ([.. kept.Where(progress => progress.Step > afterStep).DistinctBy(static progress => progress.Step).OrderBy(static progress => progress.Step)], live);
        }
    }

    private void Leave(Channel<TrainingProgress> live)
    {
        lock (_gate)
        {
            _watchers.Remove(live);
        }
    }
}
