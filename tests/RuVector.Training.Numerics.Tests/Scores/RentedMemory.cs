using System.Diagnostics.Tracing;

namespace RuVector.Training.Numerics.Tests;

/// <summary>Watches the shared array pools of this process, on all threads, until disposed.</summary>
internal sealed class RentedMemory : EventListener
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Pool, int Buffer), long> _sizes = [];
    private long _values;

    /// <summary>Gets the number of arrays that were rented.</summary>
    public int Rented { get; private set; }

    /// <summary>Gets the number of arrays that were rented and are not given back.</summary>
    public int Outstanding
    {
        get
        {
            lock (_lock)
            {
                return _sizes.Count;
            }
        }
    }

    /// <summary>Gets the largest number of elements that were rented at one time.</summary>
    public long MostValues { get; private set; }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is not ("BufferRented" or "BufferReturned"))
        {
            return;
        }

        (int buffer, int size, int pool) = ((int)eventData.Payload![0]!, (int)eventData.Payload[1]!, (int)eventData.Payload[2]!);
        lock (_lock)
        {
            if (eventData.EventName == "BufferRented")
            {
                Rented++;
                _sizes[(pool, buffer)] = size;
                _values += size;
                MostValues = Math.Max(MostValues, _values);
            }
            else if (_sizes.Remove((pool, buffer)))
            {
                _values -= size;
            }
        }
    }
}
