using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdapterTraining.Tests.Support;

/// <summary>The tensors and the metadata of a safetensors file, read by the words of the format alone, not by the library under test.</summary>
internal sealed class PlainTensors
{
    private readonly JsonElement _header;
    private readonly byte[] _values;

    public PlainTensors(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        _header = JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement;
        _values = bytes[(8 + length)..];
    }

    public string[] Names => [.. _header.EnumerateObject().Select(static property => property.Name).Where(static name => name != "__metadata__")];

    public string Metadata(string key) => _header.GetProperty("__metadata__").GetProperty(key).GetString()!;

    public int[] Shape(string name) => [.. _header.GetProperty(name).GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32())];

    public float[] Values(string name)
    {
        JsonElement offsets = _header.GetProperty(name).GetProperty("data_offsets");
        return MemoryMarshal.Cast<byte, float>(_values.AsSpan(offsets[0].GetInt32()..offsets[1].GetInt32())).ToArray();
    }
}

/// <summary>The rows of a float32 <c>.npy</c> file of format 1.0, read without the library under test.</summary>
internal static partial class PlainNpy
{
    public static float[][] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Match header = Header().Match(Encoding.ASCII.GetString(bytes, 0, start));
        int columns = int.Parse(header.Groups[2].Value, CultureInfo.InvariantCulture);
        float[][] rows = [.. MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)).ToArray().Chunk(columns)];
        rows.Length.ShouldBe(int.Parse(header.Groups[1].Value, CultureInfo.InvariantCulture));
        return rows;
    }

    [GeneratedRegex(@"'<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)")]
    private static partial Regex Header();
}
