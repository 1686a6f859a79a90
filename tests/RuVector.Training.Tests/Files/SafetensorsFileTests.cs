using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Files;

namespace RuVector.Training.Tests.Files;

[TestFixture]
public sealed class SafetensorsFileTests
{
    private const string TwoTensors = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}""";

    private static readonly NamedTensor[] _tensors =
    [
        new(new ParameterShape("w", 2, 2), [1, -2, 3.5f, 0]),
        new(new ParameterShape("none", 0, 3), []),
        new(new ParameterShape("b"), [7]),
    ];

    private static readonly Dictionary<string, string> _metadata = new() { ["seed"] = "42", ["kind"] = "linear \u2192 \"x\"" };

    [Test]
    public void Write_Tensors_HasExactlyTheseBytes()
    {
        byte[] bytes = Written();

        const string Header =
            """{"__metadata__":{"kind":"linear \u2192 \u0022x\u0022","seed":"42"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"none":""" +
            """{"dtype":"F32","shape":[0,3],"data_offsets":[16,16]},"b":{"dtype":"F32","shape":[],"data_offsets":[16,20]}}""";
        int padded = (Header.Length + 7) / 8 * 8;
        BitConverter.ToInt64(bytes).ShouldBe(padded);
        Encoding.UTF8.GetString(bytes, 8, padded).ShouldBe(Header.PadRight(padded));
        bytes[(8 + padded)..].ShouldBe([.. new[] { 1, -2, 3.5f, 0, 7 }.SelectMany(BitConverter.GetBytes)]);
    }

    [Test]
    public void Write_MetadataInAnotherOrder_GivesTheSameBytes() =>
        Written(_metadata.Reverse().ToDictionary()).ShouldBe(Written());

    [Test]
    public void ReadWrite_Tensors_RoundTrip()
    {
        SafetensorsFile file = Read(Written());

        ShouldBeWritten(file);
        file["w"].Values.ShouldBe([1, -2, 3.5f, 0]);
        Should.Throw<ArgumentException>(() => file["v"]).Message.ShouldStartWith("Expected one of the tensors w, none, b, but got 'v'.");
    }

    [Test]
    public void CopyOf_Segment_HasItsShapeAndValues()
    {
        ParameterSet set = new(new ParameterShape("a", 1), new ParameterShape("w", 1, 2));
        set["w"].Values[1] = 5;

        NamedTensor tensor = NamedTensor.CopyOf(set["w"]);

        tensor.Shape.ShouldBe(new ParameterShape("w", 1, 2));
        tensor.Values.ShouldBe([0, 5]);
    }

    [TestCase("""[]""", 12, "Expected a header that is a JSON object in UTF-8, followed by nothing but spaces, but it is not.")]
    [TestCase("""{}x""", 0, "Expected a header that is a JSON object in UTF-8, followed by nothing but spaces, but it is not.")]
    [TestCase("{\"a\":1}\n", 0, "Expected a header that is a JSON object in UTF-8, followed by nothing but spaces, but it is not.")]
    [TestCase("""{"a":1}""", 0, "Expected tensor 'a' to have dtype, shape and data_offsets, but it has none of them.")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "Expected tensor 'a' to have dtype, shape and data_offsets, but it has dtype, shape.")]
    [TestCase("""{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}""", 8, "Expected tensor 'a' to be of type F32, but got \"F16\".")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "Expected shape of tensor 'a' to be integers from 0 to 2147483647, but got [-2].")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}""", 8, "Expected shape of tensor 'a' to be integers from 0 to 2147483647, but got [2e0].")]
    [TestCase("""{"a":{"dtype":"F32","shape":[4294967298],"data_offsets":[0,8]}}""", 8, "Expected shape of tensor 'a' to be integers from 0 to 2147483647, but got [4294967298].")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9]}}""", 9, "Expected tensor a [2] to have 8 bytes, but its range is 0 to 9.")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "Expected tensor a [2] to have 8 bytes, but its range is 8 to 0.")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "Expected tensor 'a' to have at most 8 dimensions and 2 offsets, but got 1 and 1.")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}""", 8, "Expected tensor 'a' to have at most 8 dimensions and 2 offsets, but got more than 8 numbers in shape.")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "Expected tensor 'a' to start at byte 0, where the one before ends, but it starts at 4: a hole.")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "Expected tensor 'b' to start at byte 8, where the one before ends, but it starts at 4: an overlap.")]
    [TestCase(TwoTensors, 13, "Expected 12 bytes of values, as the tensors need, but the file has 13.")]
    [TestCase(TwoTensors, 11, "Expected 12 bytes of values, as the tensors need, but the file has 11.")]
    [TestCase("""{"__metadata__":[]}""", 0, "Expected __metadata__ to be an object of texts, but got Array.")]
    [TestCase("""{"__metadata__":{"seed":1}}""", 0, "Expected __metadata__ to hold texts, but 'seed' is Number.")]
    public void Read_BrokenRule_SaysWhich(string header, int dataLength, string reason) =>
        Should.Throw<TrainingDataException>(() => Read(Safetensors(header, new byte[dataLength]))).Message.ShouldBe($"m.safetensors: {reason}");

    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\u0061":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [TestCase("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [TestCase("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [TestCase("""{"a":{"dtype":"F32","shape":[[[[2]]]],"data_offsets":[0,8]}}""")]
    [TestCase("""{"a"}""")]
    public void Read_InvalidJson_IsRefused(string header) =>
        Should.Throw<TrainingDataException>(() => Read(Safetensors(header, new byte[8]))).Message.ShouldStartWith("m.safetensors: Expected a header in valid JSON, each key once, but it is not: ");

    [Test]
    public void Read_ShapeWhoseProductOverflows_IsRefused([Values("[0,2147483647,2147483647,2147483647]", "[2147483647,2147483647,2147483647,0]")] string empty)
    {
        string header = $$$"""{"a":{"dtype":"F32","shape":{{{empty}}},"data_offsets":[0,0]}}""";
        Read(Safetensors(header, [])).Tensors[0].Values.ShouldBeEmpty();

        string huge = header.Replace("0]", "4]", StringComparison.Ordinal).Replace("[0,2", "[4,2", StringComparison.Ordinal);
        Should.Throw<TrainingDataException>(() => Read(Safetensors(huge, new byte[4]))).Message.ShouldStartWith("m.safetensors: Expected at most 2147483591 values in a tensor, but 'a' has shape [");
    }

    [Test]
    public void Read_HeaderBomb_IsRefusedBeforeItIsAllocated()
    {
        byte[] bytes = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, (byte)'{'];

        Should.Throw<TrainingDataException>(() => Read(bytes)).Message
            .ShouldBe("m.safetensors: Expected a header inside the file and of at most 16777216 bytes, but it declares 9223372036854775807 and the file has 1 left.");
    }

    [Test]
    public void Read_NonFiniteValue_NamesTensorAndIndex()
    {
        byte[] bytes = Written();
        BitConverter.GetBytes(float.NaN).CopyTo(bytes, bytes.Length - 16);

        Should.Throw<TrainingDataException>(() => Read(bytes)).Message.ShouldBe("m.safetensors: Expected finite values, but tensor 'w' has NaN at index 1.");
    }

    [Test]
    public void Read_EveryTruncation_IsRefused()
    {
        byte[] bytes = Written();
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Should.Throw<TrainingDataException>(() => Read(cut), $"cut at {length}");
        }
    }

    [Test]
    public void Read_EveryChangedByte_IsRefusedOrLoadsWhatTheBytesSay()
    {
        byte[] bytes = Written();
        int headerEnd = 8 + (int)BitConverter.ToInt64(bytes);
        for (int position = 0; position < bytes.Length; position++)
        {
            for (int delta = 1; delta < 256; delta++)
            {
                byte[] changed = [.. bytes];
                changed[position] += (byte)delta;
                if (TryRead(changed) is { } file)
                {
                    // A header may come to say other names or texts; the values are always those of the file.
                    float[] expected = new float[5];
                    Buffer.BlockCopy(changed, headerEnd, expected, 0, 20);
                    file.Tensors.SelectMany(static tensor => tensor.Values).ShouldBe(expected, $"byte {position} + {delta}");
                    file.Tensors.Select(static tensor => tensor.Shape.Length).ShouldBe([4, 0, 1]);
                }
            }
        }
    }

    [Test]
    public void Write_BadContent_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("m.safetensors");
        NamedTensor a = new(new ParameterShape("a", 1), [1]);
        const string Names = "Expected tensors with different names of at most 256 characters other than __metadata__, but got '";

        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [a, a])).Message.ShouldStartWith($"{Names}a'.");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [new(new ParameterShape("__metadata__", 1), [1])])).Message.ShouldStartWith($"{Names}__metadata__'.");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [new(new ParameterShape(new string('a', 257), 1), [1])])).Message.ShouldStartWith($"{Names}aaa");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [new(new ParameterShape("x", 2), [1, float.NegativeInfinity])])).Message
            .ShouldStartWith("Expected finite values, but tensor 'x' has -Infinity at index 1.");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [.. Enumerable.Repeat(a, 100_001)])).Message.ShouldStartWith("Expected at most 100000 tensors, but got 100001.");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [new(new ParameterShape("x", 1, 1, 1, 1, 1, 1, 1, 1, 1), [1])])).Message
            .ShouldStartWith("Expected tensors of at most 8 dimensions, but got x [1, 1, 1, 1, 1, 1, 1, 1, 1].");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [a], new Dictionary<string, string> { ["k"] = new string('a', 1 << 24) })).Message
            .ShouldStartWith("Expected names and metadata that fit a header of 16777216 bytes, but they need 16777");
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(path, [a], new Dictionary<string, string> { ["k"] = "\ud800" })).Message
            .ShouldStartWith("Expected text, but 'k' holds half of a surrogate pair.");
        Should.Throw<ArgumentException>(static () => new NamedTensor(new ParameterShape("x", 2), [1])).Message.ShouldStartWith("Expected 2 values for x [2], but got 1.");
        folder.Names().ShouldBeEmpty();
    }

    private static void ShouldBeWritten(SafetensorsFile file)
    {
        file.Tensors.Select(static tensor => tensor.Shape).ShouldBe(_tensors.Select(static tensor => tensor.Shape));
        file.Tensors.SelectMany(static tensor => tensor.Values).ShouldBe(_tensors.SelectMany(static tensor => tensor.Values));
        file.Metadata.OrderBy(static pair => pair.Key).ShouldBe(_metadata.OrderBy(static pair => pair.Key));
    }

    private static byte[] Written(Dictionary<string, string>? metadata = null)
    {
        using TemporaryFolder folder = new();
        SafetensorsFile.Write(folder.File("m.safetensors"), _tensors, metadata ?? _metadata);
        return File.ReadAllBytes(folder.File("m.safetensors"));
    }

    private static SafetensorsFile Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return SafetensorsFile.Read(stream, "m.safetensors");
    }

    private static SafetensorsFile? TryRead(byte[] bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (TrainingDataException)
        {
            return null;
        }
    }

    private static byte[] Safetensors(string header, byte[] values)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. values];
    }
}
