using System.Runtime.InteropServices;

namespace RuVector.Training.GuardPages;

/// <summary>Memory for one operand between two guard pages; what is left on either side of it is NaN, so that a read that stays in the page shows in the result.</summary>
internal sealed unsafe class GuardedFloats
{
    private const int Margin = 64;
    private const int MarkBits = 0x7FC12345;
    private static readonly float s_mark = BitConverter.Int32BitsToSingle(MarkBits);
    private readonly float* _start;
    private readonly int _length;
    private float* _operand;
    private int _operandLength;

    /// <summary>Maps the memory; it lives as long as the process.</summary>
    /// <param name="capacity">Floats of the largest operand.</param>
    public GuardedFloats(int capacity)
    {
        int page = Environment.SystemPageSize;
        int bytes = ((capacity + Margin) * sizeof(float) + page - 1) / page * page;
        _start = (float*)NativePages.MapBetweenGuards(bytes);
        _length = bytes / sizeof(float);
    }

    private Span<float> Ahead => new(_operand - MarginAhead, MarginAhead);

    private Span<float> Behind => new(_operand + _operandLength, MarginBehind);

    private int MarginAhead => (int)Math.Min(Margin, _operand - _start);

    private int MarginBehind => (int)Math.Min(Margin, _start + _length - _operand - _operandLength);

    /// <summary>Puts an operand at a place.</summary>
    public Span<float> Put(ReadOnlySpan<float> values, Place place)
    {
        _operand = place.BeforeGuard ? _start + _length - place.Offset - values.Length : _start + place.Offset;
        _operandLength = values.Length;
        Ahead.Fill(s_mark);
        Behind.Fill(s_mark);
        Span<float> operand = new(_operand, _operandLength);
        values.CopyTo(operand);
        return operand;
    }

    /// <summary>Tells whether nothing was written beside the operand.</summary>
    public bool IsUntouchedAround() => !MemoryMarshal.Cast<float, int>(Ahead).ContainsAnyExcept(MarkBits) && !MemoryMarshal.Cast<float, int>(Behind).ContainsAnyExcept(MarkBits);

    /// <summary>Reads beside an operand of one float: the defect that this harness is there to find.</summary>
    public static float ReadBeside(bool behind)
    {
        Span<float> operand = new GuardedFloats(1).Put([1f], new Place(0, behind));
        fixed (float* value = operand)
        {
            return value[behind ? 1 : -1];
        }
    }

    /// <summary>Writes beside an operand of one float.</summary>
    public static void WriteBeside(bool behind)
    {
        Span<float> operand = new GuardedFloats(1).Put([1f], new Place(0, behind));
        fixed (float* value = operand)
        {
            value[behind ? 1 : -1] = 2f;
        }
    }
}
