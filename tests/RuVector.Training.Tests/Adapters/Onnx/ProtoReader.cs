using System.Text;

namespace RuVector.Training.Tests.Adapters;

/// <summary>Reads the fields of one protobuf message; refuses what it does not know.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public ProtoReader(byte[] message)
    {
        int position = 0;
        while (position < message.Length)
        {
            ulong key = Varint(message, ref position);
            (int field, int wireType) = ((int)(key >> 3), (int)(key & 7));
            long number = (long)Varint(message, ref position);
            switch (wireType)
            {
                case 0:
                    _fields.Add((field, number, []));
                    break;
                case 2:
                    _fields.Add((field, 0, message[position..(position + (int)number)]));
                    position += (int)number;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {wireType} of field {field}.");
            }
        }
    }

    public IEnumerable<int> Fields => _fields.Select(static entry => entry.Field).Distinct();

    public IEnumerable<long> Numbers(int field) => _fields.Where(entry => entry.Field == field).Select(static entry => entry.Number);

    public long Number(int field) => Numbers(field).Single();

    public byte[] Bytes(int field) => _fields.Single(entry => entry.Field == field).Bytes;

    public IEnumerable<string> Texts(int field) => _fields.Where(entry => entry.Field == field).Select(static entry => Encoding.UTF8.GetString(entry.Bytes));

    public string Text(int field) => Texts(field).Single();

    public IEnumerable<ProtoReader> Messages(int field) => _fields.Where(entry => entry.Field == field).Select(static entry => new ProtoReader(entry.Bytes));

    public ProtoReader Message(int field) => Messages(field).Single();

    private static ulong Varint(byte[] message, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
