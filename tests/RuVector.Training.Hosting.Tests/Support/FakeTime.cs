namespace RuVector.Training.Hosting.Tests;

/// <summary>A clock that a test moves.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly TaskCompletionSource _timerCreated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gets what is completed when the first timer is made.</summary>
    public Task TimerCreated => _timerCreated.Task;

    /// <summary>Gets how many timers were made.</summary>
    public int Timers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        FakeTimer timer = new(() => callback(state), this);
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        _timerCreated.TrySetResult();
        return timer;
    }

    /// <summary>Moves the clock; timers notice at the next <see cref="Advance"/>.</summary>
    public void AdvanceUnnoticed(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
        }
    }

    /// <summary>Moves the clock and lets the timers that are due ring once.</summary>
    public void Advance(TimeSpan time)
    {
        AdvanceUnnoticed(time);
        FakeTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        foreach (FakeTimer timer in timers)
        {
            timer.RingIfDue();
        }
    }

    private sealed class FakeTimer(Action ring, FakeTime time) : ITimer
    {
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_due, _period) = (dueTime == Timeout.InfiniteTimeSpan ? null : time.GetUtcNow() + dueTime, period);
            return true;
        }

        public void RingIfDue()
        {
            if (time.GetUtcNow() >= _due)
            {
                _due = _period == Timeout.InfiniteTimeSpan ? null : time.GetUtcNow() + _period;
                ring();
            }
        }

        public void Dispose() => _due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
