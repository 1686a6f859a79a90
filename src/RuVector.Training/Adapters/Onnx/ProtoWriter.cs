using System.Buffers;
using System.Text;

namespace RuVector.Training.Adapters;

/// <summary>Writes the fields of one protobuf message, in the order of the calls.</summary>
/// <remarks>Source: Protocol Buffers, "Encoding": a field is its number and wire type (0 varint, 2 length and bytes), then the value; numbers go seven bits a byte, lowest first.</remarks>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int Bytes = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public ProtoWriter Add(int field, long number)
    {
        AddVarint((ulong)((field << 3) | Varint));
        AddVarint((ulong)number);
        return this;
    }

    public ProtoWriter Add(int field, ReadOnlySpan<byte> bytes)
    {
        AddVarint((ulong)((field << 3) | Bytes));
        AddVarint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public ProtoWriter Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    public ProtoWriter Add(int field, ProtoWriter message) => Add(field, message.Written);

    private void AddVarint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }

        _bytes.Write([(byte)value]);
    }
}
