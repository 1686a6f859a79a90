namespace RuVector.Training.Optimizers;

/// <summary>Lets one thread in at a time and refuses the others at once, without waiting.</summary>
internal sealed class StepGate(string kind)
{
    private int _isTaken;

    /// <summary>Enters; the caller disposes the pass when done.</summary>
    /// <exception cref="InvalidOperationException">Somebody is inside.</exception>
    public Pass Enter() => Interlocked.CompareExchange(ref _isTaken, 1, 0) == 0
        ? new Pass(this)
        : throw new InvalidOperationException($"Expected one thread at a time in an optimizer, but another one is in this '{kind}'.");

    public readonly ref struct Pass(StepGate gate) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref gate._isTaken, 0);
    }
}
