using RuVector.Training.Checkpoints;
using RuVector.Training.Files;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Files with one rule broken each, with right digests: what the code of each refusal is for.</summary>
internal static class Forgeries
{
    private const string Four = "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}";

    public static byte[] Key { get; } = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    /// <summary>The types of all values, an empty tensor and a scalar.</summary>
    public static ForgedCheckpoint Whole { get; } = new(
    [
        new("w", "F32", [2, 3], Bytes(1f, -2f, 3.5f, 0f, 1e-30f, 7f)),
        new("moment/1", "F64", [2], [.. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(-1e300)]),
        new("none", "I32", [0, 4294967], []),
        new("order", "I32", [3], [1, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 128]),
        new("step", "I64", [], BitConverter.GetBytes(long.MinValue)),
        new("bits", "U8", [5], [0, 1, 2, 254, 255]),
    ]);

    /// <summary>One broken rule for each code that a file can be refused with. Numbers from 0 vary the place.</summary>
    public static IReadOnlyList<(CheckpointError Code, Func<int, byte[]> File)> All { get; } =
    [
        (CheckpointError.Truncated, static n => Whole.ToBytes()[..(n % 8)]),
        (CheckpointError.HeaderLength, static n => Patched(n % 8 == 7 ? (byte)0x80 : (byte)0xFF, n % 7 + 1)),
        (CheckpointError.InvalidHeader, static n => (Whole with { After = Pick(n, ",", ",\"a\"", ",\"a\":{\"dtype\":\"U8\",\"shape\":[[[[0]]]],\"data_offsets\":[0,0]}", ",\"\\ud800\":{}", "}{") }).ToBytes()),
        (CheckpointError.DuplicateKey, static n => (Whole with { After = Pick(n, ",\"w\":" + Four, ",\"\\u0077\":" + Four, ",\"__metadata__\":{}", ",\"x\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}") }).ToBytes()),
        (CheckpointError.DuplicateKey, static n => Whole.With("seed", Pick(n, "\"1\",\"seed\":\"1\"", "\"1\",\"s\\u0065ed\":\"2\"", "\"1\",\"ruvector.step\":\"8\"")).ToBytes()),
        (CheckpointError.InvalidName, static n => (Whole with { After = $",\"{Pick(n, "", " ", new string('a', 257), "\\n")}\":{Four}" }).ToBytes()),
        (CheckpointError.InvalidTensor, static n => (Whole with { After = $",\"x\":{Pick(n, "1", "\"F32\"", "[]", "{}", "{\"dtype\":\"U8\",\"shape\":[0]}", "{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"more\":1}")}" }).ToBytes()),
        (CheckpointError.UnknownType, static n => Whole.With(n % 6, tensor => tensor with { Type = Pick(n / 6, "F16", "BF16", "f32", "BOOL", "") }).ToBytes()),
        (CheckpointError.InvalidShape, static n => Whole.With(n % 6, tensor => tensor with { Shape = Pick(n / 6, "[-1]", "[1e0]", "[1.0]", "2", "[\"2\"]", "[2147483648]", "[1,1,1,1,1,1,1,1,1]", "[4294967296,4294967296]", "[65536,65536]", "[null]") }).ToBytes()),
        (CheckpointError.InvalidRange, static n => Whole.With(n % 6, tensor => tensor with { Range = Pick(n / 6, "[-1,3]", "[0]", "[0,4,4]", "[1000,0]", "[0,1000]", "[0.0,4]", "[0,1e1]", "{}", "[9223372036854775808,9223372036854775809]", "[0,9223372036854775807]") }).ToBytes()),
        (CheckpointError.Hole, static n => Whole.With(n % 2 * 5, static tensor => tensor with { Range = tensor.Name == "w" ? "[4,28]" : "[62,67]" }).ToBytes()),
        (CheckpointError.Overlap, static n => Whole.With(n % 3 + 3, static tensor => tensor with { Range = $"[{StartInside(tensor)},{StartInside(tensor) + tensor.Content.Length}]" }).ToBytes()),
        (CheckpointError.WrongLength, static n => n % 2 == 0 ? (Whole with { Trailing = new byte[n % 9 + 1] }).ToBytes() : Whole.ToBytes()[..^(n % 40 + 1)]),
        (CheckpointError.InvalidMetadata, static n => Whole.With("seed", Pick(n, "1", "null", "[]", "{}", "true", "{\"a\":\"b\"}")).ToBytes()),
        (CheckpointError.NotACheckpoint, static n => (n % 2 == 0 ? Whole.With("ruvector.format", null) : Whole.With("ruvector.format", null).With("Ruvector.format", "\"1\"")).ToBytes()),
        (CheckpointError.NewerVersion, static n => (Whole with { After = Pick(n, "", ",\"x\":{\"dtype\":\"F8\"}") }).With("ruvector.format", $"\"{n % 1000 + 2}\"").ToBytes()),
        (CheckpointError.MissingField, static n => Pick<Func<ForgedCheckpoint>>(
            n,
            static () => Whole.With("ruvector.step", null),
            static () => Whole.With("ruvector.library", null),
            static () => Whole with { HasHeaderDigest = false },
            () => Whole.With(n / 4 % 6, static tensor => tensor with { Digest = "" }))().ToBytes()),
        (CheckpointError.InvalidField, static n => Whole.With("ruvector.format", Pick(n, "\"0\"", "\"01\"", "\" 1\"", "\"-1\"", "\"1.0\"", "\"\"")).ToBytes()),
        (CheckpointError.InvalidField, static n => Whole.With("ruvector.step", Pick(n, "\"-1\"", "\"07\"", "\"1e3\"", "\"9223372036854775808\"", "\"7 \"", "\"\"")).ToBytes()),
        (CheckpointError.InvalidField, static n => Whole.With("ruvector.metric", Pick(n, "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"x\"", "\"1,5\"", "\"\"")).ToBytes()),
        (CheckpointError.InvalidField, static n => Whole.With(Pick(n, "ruvector.more", "ruvector.", "ruvector.sha256.absent"), "\"" + new string('a', 64) + "\"").ToBytes()),
        (CheckpointError.InvalidField, static n => Whole.With(n % 6, tensor => tensor with { Digest = tensor.RightDigest()[..(n % 63 + 1)] }).ToBytes()),
        (CheckpointError.HeaderDigest, static n => Whole.With("ruvector.library", "\"0.1.1\"").ToBytes().Replaced("0.1.1", Pick(n, "0.1.0", "9.1.1", "x.1.1"))),
        (CheckpointError.TensorDigest, static n => Whole.With(n % 6, tensor => tensor with { Digest = Changed(tensor.RightDigest(), n % 64) }).ToBytes()),
        (CheckpointError.NonFiniteValue, static n => n % 4 == 3
            ? Whole.With(1, tensor => tensor with { Content = [.. tensor.Content[..8], .. BitConverter.GetBytes(Pick(n / 4, double.NaN, double.PositiveInfinity, double.NegativeInfinity))] }).ToBytes()
            : Whole.With(0, tensor => tensor with { Content = [.. tensor.Content[..(n % 6 * 4)], .. BitConverter.GetBytes(Pick(n / 6, float.NaN, float.PositiveInfinity, float.NegativeInfinity)), .. tensor.Content[(n % 6 * 4 + 4)..]] }).ToBytes()),
    ];

    /// <summary>Files that break no rule; they load as <see cref="Whole"/>, texts apart.</summary>
    public static IReadOnlyList<Func<int, byte[]>> Legal { get; } =
    [
        static _ => Whole.ToBytes(),
        static n => Whole.With($"key{n % 1000}", $"\"{n}\"").ToBytes(),
        static n => (Whole with { After = new string(' ', n % 50) }).ToBytes(),
        static _ => (Whole with { Key = Key }).ToBytes(),
        static _ => Whole.With("ruvector.metric", "\"0.25\"").ToBytes(),
    ];

    /// <summary>Tells whether a checkpoint is of the step and holds the tensors of <see cref="Whole"/>.</summary>
    public static bool IsWhole(Checkpoint checkpoint) => checkpoint.Step == 7 && HasItsTensors(checkpoint);

    /// <summary>Tells whether a checkpoint holds the tensors of <see cref="Whole"/>, all and no others.</summary>
    public static bool HasItsTensors(Checkpoint checkpoint) =>
        checkpoint.Tensors.Count == Whole.Tensors.Count && checkpoint.Tensors.Zip(Whole.Tensors).All(static pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(CheckpointTensor tensor, ForgedTensor forged)
    {
        if (tensor.Name != forged.Name || tensor.Type != Enum.Parse<TensorDataType>(forged.Type) || tensor.Shape.Dimensions.Length != forged.Sizes.Length)
        {
            return false;
        }

        for (int i = 0; i < forged.Sizes.Length; i++)
        {
            if (tensor.Shape.Dimensions[i] != forged.Sizes[i])
            {
                return false;
            }
        }

        return tensor.Content.Span.SequenceEqual(forged.Content);
    }

    public static byte[] Replaced(this byte[] file, string old, string text)
    {
        int position = file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(old));
        System.Text.Encoding.ASCII.GetBytes(text, file.AsSpan(position));
        return file;
    }

    private static T Pick<T>(int n, params T[] values) => values[n % values.Length];

    private static string Changed(string digits, int position) => $"{digits[..position]}{(digits[position] == '0' ? '1' : '0')}{digits[(position + 1)..]}";

    private static byte[] Patched(byte value, int position)
    {
        byte[] file = Whole.ToBytes();
        file[position] = value;
        return file;
    }

    // One byte before the values of the tensor start: inside of those before.
    private static int StartInside(ForgedTensor tensor) => tensor.Name switch { "order" => 39, "step" => 51, _ => 59 };

    private static byte[] Bytes(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
