using System.IO.MemoryMappedFiles;
using System.Text;
using RuVector.Training.Checkpoints;
using RuVector.Training.Files;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

[TestFixture]
public sealed class CheckpointFileTests
{
    private static readonly Dictionary<string, string> _metadata = new() { ["seed"] = "42", ["configuration"] = "{\"a\": \"\u2192\"}\n" };

    [Test]
    public void WriteRead_EveryType_RoundTrips()
    {
        Checkpoint checkpoint = Some();
        using TemporaryCheckpoint file = new(checkpoint);

        Checkpoint read = CheckpointFile.Read(file.Path);

        (read.Step, read.Metric).ShouldBe((long.MaxValue, -1e-3));
        read.Metadata.OrderBy(static pair => pair.Key).ShouldBe(_metadata.OrderBy(static pair => pair.Key));
        read.Tensors.Select(static tensor => (tensor.Shape, tensor.Type)).ShouldBe(checkpoint.Tensors.Select(static tensor => (tensor.Shape, tensor.Type)));
        read.Find("w")!.ToSingles().ShouldBe([1, -0f, float.MaxValue, float.Epsilon]);
        read.Find("v")!.ToDoubles().ShouldBe([Math.PI]);
        read.Find("order")!.ToInt32s().ShouldBe([int.MinValue, 0, int.MaxValue]);
        read.Find("cursor")!.ToInt64s().ShouldBe([long.MinValue]);
        read.Find("bits")!.ToBytes().ShouldBe([0, 255]);
        read.Find("none")!.ToSingles().ShouldBeEmpty();
        read.Find("x").ShouldBeNull();
    }

    [Test]
    public void Write_Checkpoint_HasTheBytesOfTheDocumentation()
    {
        using TemporaryCheckpoint file = new(new Checkpoint(
            7,
            [.. Forgeries.Whole.Tensors.Select(static tensor => new CheckpointTensor(new ParameterShape(tensor.Name, [.. tensor.Sizes.Select(static size => (int)size)]), Enum.Parse<TensorDataType>(tensor.Type), tensor.Content))],
            new Dictionary<string, string> { ["seed"] = "1" },
            metric: 0.25));
        byte[] bytes = file.Bytes();
        string header = Encoding.UTF8.GetString(bytes, 8, (int)BitConverter.ToInt64(bytes));
        string library = header.Split("\"ruvector.library\":\"")[1].Split('"')[0];
        ForgedCheckpoint expected = Forgeries.Whole with { Fields = Sorted(Forgeries.Whole.With("ruvector.library", $"\"{library}\"").With("ruvector.metric", "\"0.25\"").With("seed", "\"1\"").Fields) };

        string forged = Encoding.UTF8.GetString(expected.ToBytes());

        // Keys are in ordinal order in ours: the same set of fields, the same tensors, the same values.
        Pieces(Encoding.UTF8.GetString(bytes)).ShouldBe(Pieces(forged));
        Forgeries.IsWhole(CheckpointBytes.Read(bytes)).ShouldBeTrue();
    }

    [Test]
    public void Write_SameCheckpoint_GivesTheSameBytes()
    {
        using TemporaryCheckpoint first = new(Some()), second = new(Some());

        first.Bytes().ShouldBe(second.Bytes());
    }

    [Test]
    public void Read_GoldenFileOfVersion1_HoldsWhatWasWritten()
    {
        Checkpoint read = CheckpointFile.Read(Golden("checkpoint-v1.safetensors"));

        (read.Step, read.Metric, read.Metadata["seed"]).ShouldBe((1234, 0.0746, "42"));
        read.Require(new ParameterShape("weight", 2, 2), TensorDataType.F32).ToSingles().ShouldBe([1, -2, 0.5f, 1e-30f]);
        read.Require(new ParameterShape("moment", 2), TensorDataType.F64).ToDoubles().ShouldBe([0.1, -1e300]);
        read.Require(new ParameterShape("order", 3), TensorDataType.I32).ToInt32s().ShouldBe([2, 0, 1]);
        read.Require(new ParameterShape("cursor"), TensorDataType.I64).ToInt64s().ShouldBe([9_007_199_254_740_993]);
        read.Require(new ParameterShape("random", 4), TensorDataType.U8).ToBytes().ShouldBe([0, 1, 254, 255]);
    }

    [Test]
    public void Read_GoldenFileOfVersion1_IsSignedWithItsKey()
    {
        CheckpointFileOptions options = new() { SigningKey = Encoding.ASCII.GetBytes("golden files keep this key") };

        CheckpointFile.Read(Golden("checkpoint-v1.safetensors"), options).Step.ShouldBe(1234);
        Should.Throw<CheckpointException>(() => CheckpointFile.Read(Golden("checkpoint-v1.safetensors"), new CheckpointFileOptions { SigningKey = new byte[16] })).Code.ShouldBe(CheckpointError.WrongSignature);
    }

    [Test]
    public void SafetensorsFile_CheckpointOfSingles_ReadsItsTensors()
    {
        float[] values = [1, 2];
        using TemporaryCheckpoint file = new(new Checkpoint(1, [CheckpointTensor.FromSingles(new ParameterShape("w", 2), values)]));

        SafetensorsFile.Read(file.Path)["w"].Values.ShouldBe(values);
    }

    [Test]
    public void Write_WithAKey_SignsAndReadsBack()
    {
        CheckpointFileOptions options = new() { SigningKey = Forgeries.Key };
        using TemporaryCheckpoint signed = new(Some(), options), plain = new(Some());

        CheckpointFile.Read(signed.Path, options).Step.ShouldBe(long.MaxValue);
        CheckpointFile.Read(signed.Path).Step.ShouldBe(long.MaxValue);
        Should.Throw<CheckpointException>(() => CheckpointFile.Read(plain.Path, options)).Code.ShouldBe(CheckpointError.NotSigned);
    }

    [TestCase(TensorDataType.F32, "Infinity")]
    [TestCase(TensorDataType.F64, "NaN")]
    public void Write_NonFiniteValue_IsRefusedAndWritesNothing(TensorDataType type, string shown)
    {
        using TemporaryFolder folder = new();
        ParameterShape shape = new("w", 2);
        Checkpoint checkpoint = new(1, [type == TensorDataType.F32 ? CheckpointTensor.FromSingles(shape, new[] { 1, float.PositiveInfinity }) : CheckpointTensor.FromDoubles(shape, new[] { 1, double.NaN })]);
        string path = folder.File("c");

        CheckpointException e = Should.Throw<CheckpointException>(() => CheckpointFile.Write(path, checkpoint));

        (e.Code, e.Tensor, e.Message).ShouldBe((CheckpointError.NonFiniteValue, "w", $"{path}: Expected finite values, but tensor 'w' has {shown} at index 1."));
        folder.Names().ShouldBeEmpty();
        CheckpointFile.Write(path, checkpoint, new CheckpointFileOptions { AllowNonFinite = true });
    }

    [Test]
    public void Write_BeyondTheLimits_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();

        Should.Throw<ArgumentException>(() => CheckpointFile.Write(folder.File("c"), Some(), new CheckpointFileOptions { MaxTensors = 5 })).Message.ShouldBe("Expected at most 5 tensors, but got 6.");
        Should.Throw<ArgumentException>(() => CheckpointFile.Write(folder.File("c"), Some(), new CheckpointFileOptions { MaxDimensions = 0 })).Message.ShouldStartWith("Expected tensors of at most 0 dimensions");
        Should.Throw<ArgumentException>(() => CheckpointFile.Write(folder.File("c"), Some(), new CheckpointFileOptions { MaxHeaderBytes = 1024 })).Message.ShouldStartWith("Expected names and metadata that fit a header of 1024 bytes");
        folder.Names().ShouldBeEmpty();
    }

    [Test]
    public void ReadInfo_File_ReadsNoTensors()
    {
        using TemporaryCheckpoint file = new(Some());
        byte[] bytes = file.Bytes();
        bytes[^1] ^= 1;
        File.WriteAllBytes(file.Path, bytes);

        CheckpointFile.ReadInfo(file.Path).ShouldBe(new CheckpointInfo(file.Path, long.MaxValue, -1e-3, bytes.Length));
        Should.Throw<CheckpointException>(() => CheckpointFile.Read(file.Path)).Tensor.ShouldBe("bits");
    }

    [Test]
    public void Read_MissingFile_SaysSo()
    {
        CheckpointException e = Should.Throw<CheckpointException>(static () => CheckpointFile.Read("/missing/c"));

        (e.Code, e.File).ShouldBe((CheckpointError.StorageFailed, "/missing/c"));
        e.Message.ShouldStartWith("/missing/c: Expected to read the file, but the file system refused: ");
    }

    [Test]
    public void Write_OverAFileThatIsMapped_LeavesTheMappingAsItWas()
    {
        using TemporaryCheckpoint file = new(Some());
        byte[] old = file.Bytes();
        using MemoryMappedFile mapped = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open);
        using MemoryMappedViewAccessor view = mapped.CreateViewAccessor(0, old.Length);

        CheckpointFile.Write(file.Path, new Checkpoint(2, []));

        byte[] seen = new byte[old.Length];
        view.ReadArray(0, seen, 0, seen.Length);
        seen.ShouldBe(old);
        CheckpointFile.Read(file.Path).Step.ShouldBe(2);
    }

    [Test]
    public void Checkpoint_BadContent_IsRefused()
    {
        CheckpointTensor a = CheckpointTensor.FromSingles(new ParameterShape("a", 1), new float[1]);

        Should.Throw<ArgumentOutOfRangeException>(static () => new Checkpoint(-1, []));
        Should.Throw<ArgumentException>(() => new Checkpoint(1, [a, a])).Message.ShouldStartWith("Expected tensors with different names, but got 'a' twice.");
        Should.Throw<ArgumentException>(static () => new Checkpoint(1, [], new Dictionary<string, string> { ["ruvector.step"] = "2" })).Message.ShouldStartWith("Expected keys that do not start with 'ruvector.'");
        Should.Throw<ArgumentOutOfRangeException>(static () => new Checkpoint(1, [], metric: double.NaN)).Message.ShouldStartWith("Expected a finite metric, or none, but got NaN.");
        Should.Throw<ArgumentException>(static () => CheckpointTensor.FromSingles(new ParameterShape("a", 2), new float[3])).Message.ShouldStartWith("Expected 2 values for a [2], but got 3.");
        Should.Throw<ArgumentException>(static () => new CheckpointTensor(new ParameterShape("a", 2), TensorDataType.F64, new byte[15])).Message.ShouldStartWith("Expected 16 bytes of F64 for a [2], but got 15.");
        Should.Throw<ArgumentOutOfRangeException>(static () => new CheckpointTensor(new ParameterShape("a"), (TensorDataType)9, default));
        Should.Throw<InvalidOperationException>(() => a.ToDoubles()).Message.ShouldBe("Expected tensor a [1] to be of type F64, but it is F32.");
        Should.Throw<ArgumentException>(() => a.CopyTo(new float[2])).Message.ShouldStartWith("Expected room for 1 values of a [1], but got 2.");
    }

    [Test]
    public void Require_AnotherTensor_SaysWhatIsExpectedAndThere()
    {
        Checkpoint checkpoint = Some();

        checkpoint.Require(new ParameterShape("w", 2, 2), TensorDataType.F32).Name.ShouldBe("w");
        checkpoint.RequireOnly(["w", "v", "order", "cursor", "bits", "none"]);
        Refusal(() => checkpoint.Require(new ParameterShape("m", 2), TensorDataType.F32)).ShouldBe((CheckpointError.MissingTensor, "m", "tensor m [2] of F32", "there is none of that name among 6"));
        Refusal(() => checkpoint.Require(new ParameterShape("w", 4), TensorDataType.F32)).ShouldBe((CheckpointError.WrongShape, "w", "tensor w [4]", "got w [2, 2]"));
        Refusal(() => checkpoint.Require(new ParameterShape("w", 2, 2), TensorDataType.I32)).ShouldBe((CheckpointError.WrongType, "w", "tensor w [2, 2] of I32", "got F32"));
        Refusal(() => checkpoint.RequireOnly(["w"])).ShouldBe((CheckpointError.UnexpectedTensor, "v", "no tensors but the 1 known ones", "got v [1] of F64"));
    }

    [Test]
    public void FromSingles_Values_AreNotCopied()
    {
        float[] values = [1, 2];
        CheckpointTensor tensor = CheckpointTensor.FromSingles(new ParameterShape("w", 2), values);

        values[1] = 5;

        tensor.ToSingles().ShouldBe([1, 5]);
        using System.Buffers.MemoryHandle pinned = tensor.Content.Pin();
    }

    private static Checkpoint Some() => new(
        long.MaxValue,
        [
            CheckpointTensor.FromSingles(new ParameterShape("w", 2, 2), new[] { 1, -0f, float.MaxValue, float.Epsilon }),
            CheckpointTensor.FromDoubles(new ParameterShape("v", 1), new[] { Math.PI }),
            CheckpointTensor.FromInt32s(new ParameterShape("order", 3), new[] { int.MinValue, 0, int.MaxValue }),
            CheckpointTensor.FromInt64s(new ParameterShape("cursor"), new[] { long.MinValue }),
            CheckpointTensor.FromSingles(new ParameterShape("none", 0, 3), Array.Empty<float>()),
            CheckpointTensor.FromBytes(new ParameterShape("bits", 2), new byte[] { 0, 255 }),
        ],
        _metadata,
        metric: -1e-3);

    private static (CheckpointError Code, string? Tensor, string Expected, string Actual) Refusal(Action action)
    {
        CheckpointException e = Should.Throw<CheckpointException>(action);
        return (e.Code, e.Tensor, e.Expected, e.Actual);
    }

    private static Dictionary<string, string> Sorted(IReadOnlyDictionary<string, string> fields) => fields.OrderBy(static pair => pair.Key, StringComparer.Ordinal).ToDictionary();

    // The digest of the header depends on the order of the keys, which is free.
    private static string[] Pieces(string file) =>
        [.. file[8..].Split(',', '{', '}').Where(static piece => !piece.StartsWith("\"ruvector.sha256\":", StringComparison.Ordinal)).Select(static piece => piece.TrimStart()).Order(StringComparer.Ordinal)];

    private static string Golden(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Checkpoints", "Golden", name);
}
