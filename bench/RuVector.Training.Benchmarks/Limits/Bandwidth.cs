using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>Bytes a second of one way of walking through arrays of one size; only the bytes that the loop names are counted.</summary>
internal sealed class Bandwidth : Limit
{
    /// <summary>What one turn of any loop takes at most: four registers of 512 bits.</summary>
    private const int Turn = 64;

    private static float s_result;

    private readonly StreamShape _shape;
    private readonly int _length;
    private readonly int _repeats;
    private readonly float[][] _arrays;

    /// <summary>Makes the arrays; together they hold about so many bytes.</summary>
    public Bandwidth(StreamShape shape, long bytes, string place)
    {
        _shape = shape;
        int arrays = shape switch { StreamShape.Read => 1, StreamShape.Copy => 2, StreamShape.Triad or StreamShape.Sgd => 3, _ => 4 };
        _length = (int)Math.Max(2 * Turn, bytes / sizeof(float) / arrays / (2 * Turn) * (2 * Turn));
        _repeats = (int)Math.Max(1, (1 << 20) / ((long)_length * arrays * sizeof(float)));
        _arrays = [.. Enumerable.Range(0, arrays).Select(i => Data.Repeated(_length, (ulong)i + 1))];
        Name = $"{shape.ToString().ToLowerInvariant()}, {place}";
    }

    public override string Name { get; }

    public override double Work(int parts) => (double)_length * sizeof(float) * _repeats * (_shape switch { StreamShape.Adam => 7, StreamShape.Sgd => 5, _ => _arrays.Length });

    public override void Run(int part, int parts)
    {
        nuint share = (nuint)(_length / parts / Turn * Turn), start = (nuint)part * share;
        nuint end = part == parts - 1 ? (nuint)_length : start + share;
        for (int i = 0; i < _repeats; i++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Run<Wide512>(start, end);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Run<Wide256>(start, end);
            }
            else
            {
                Run<Wide128>(start, end);
            }
        }
    }

    private void Run<T>(nuint start, nuint end)
        where T : struct, IWide<T>
    {
        switch (_shape)
        {
            case StreamShape.Read:
                s_result = Streams.Read<T>(ref Array(0), start, end);
                break;
            case StreamShape.Copy:
                Streams.Copy<T>(ref Array(0), ref Array(1), start, end);
                break;
            case StreamShape.Triad:
                Streams.Triad<T>(ref Array(0), ref Array(1), ref Array(2), start, end);
                break;
            case StreamShape.Sgd:
                Streams.Sgd<T>(ref Array(0), ref Array(1), ref Array(2), start, end);
                break;
            default:
                Streams.Adam<T>(ref Array(0), ref Array(1), ref Array(2), ref Array(3), start, end);
                break;
        }
    }

    private ref float Array(int index) => ref MemoryMarshal.GetArrayDataReference(_arrays[index]);
}
