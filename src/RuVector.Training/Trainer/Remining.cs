using RuVector.Training.Adapters;

namespace RuVector.Training.Trainer;

/// <summary>Mined negatives that are renewed every R steps: while one snapshot is used, the next one is mined beside the training.</summary>
/// <remarks>
/// <para>The steps w R to (w + 1) R - 1 use snapshot w. It is mined with the parameters that the encoder had in the middle of the steps before, the first one with those of the start: which snapshot a step uses
/// depends on no clock. Where the mining takes longer than half of the steps, the run waits for it.</para>
/// <para>A snapshot is a function of the parameters it is mined with, so these are all that a checkpoint keeps of it.</para>
/// </remarks>
internal sealed class Remining(PairDataset data, DualEncoder encoder, INegativeMiner miner, MiningPool pool, int every, ulong seed) : IDisposable
{
    private const string Source = "remining/source";
    private const string NextSource = "remining/next-source";
    private const string WindowKey = "remining window";
    private const string NextKey = "remining next";

    private readonly CancellationTokenSource _stop = new();
    private float[]? _source;
    private float[]? _nextSource;
    private MinedSnapshot? _current;
    private Task<MinedSnapshot>? _building;
    private Task<MinedSnapshot>? _next;
    private long _window = -1;

    /// <summary>Gets the snapshot of a step. To be called at every step, with the parameters as they are before it.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; another call goes on.</exception>
    public MinedSnapshot At(long step, Func<long, int> negativesAt, CancellationToken cancellationToken)
    {
        (long window, long place) = Math.DivRem(step, (long)every);
        if (window != _window)
        {
            _source = _nextSource ?? encoder.Parameters.Values.ToArray();
            (_window, _current, _building, _next, _nextSource) = (window, null, _next, null, null);
        }

        if (_current is null)
        {
            _building ??= Start(_source!, window, negativesAt);
            _current = Await(_building, cancellationToken);
            _building = null;
        }

        if (place >= every / 2 && _next is null)
        {
            _nextSource ??= encoder.Parameters.Values.ToArray();
            _next = Start(_nextSource, window + 1, negativesAt);
        }

        return _current;
    }

    /// <summary>Adds to a checkpoint the parameters that the snapshots are mined with.</summary>
    public void Export(StateWriter writer, Dictionary<string, long> numbers)
    {
        if (_source is null)
        {
            return;
        }

        writer.Add(Source, _source);
        numbers[WindowKey] = _window;
        if (_nextSource is not null)
        {
            writer.Add(NextSource, _nextSource);
            numbers[NextKey] = 1;
        }
    }

    /// <inheritdoc cref="ITrainingWork.Import"/>
    public Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers)
    {
        if (!numbers.TryGetValue(WindowKey, out long window))
        {
            return static () => { };
        }

        float[] source = reader.Singles(Source, encoder.Parameters.Values.Length);
        float[]? next = numbers.ContainsKey(NextKey) ? reader.Singles(NextSource, source.Length) : null;
        return () => (_source, _nextSource, _window) = (source, next, window);
    }

    /// <summary>Stops what is being mined, and waits for its end.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult?)_building)?.AsyncWaitHandle.WaitOne();
        ((IAsyncResult?)_next)?.AsyncWaitHandle.WaitOne();
        _stop.Dispose();
    }

    /// <summary>Starts the mining on another thread, for the largest number of negatives that a step of the window asks for.</summary>
    private Task<MinedSnapshot> Start(float[] parameters, long window, Func<long, int> negativesAt)
    {
        DualEncoder copy = encoder.Copy();
        parameters.CopyTo(copy.Parameters.Values);
        long first = window * every;
        int negatives = Enumerable.Range(0, every).Max(place => negativesAt(first + place));
        int[] documents = pool.DrawAt(first).ToArray();
        CancellationToken stop = _stop.Token;
        return Task.Run(() => MinedSnapshot.Build(data, copy, miner, documents, negatives, seed, first, stop), stop);
    }

    private static MinedSnapshot Await(Task<MinedSnapshot> mining, CancellationToken cancellationToken)
    {
        Task.WaitAny([mining], cancellationToken);
        return mining.GetAwaiter().GetResult();
    }
}
