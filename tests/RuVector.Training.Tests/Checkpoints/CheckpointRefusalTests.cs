using System.Text;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Tests.Checkpoints;

[TestFixture]
public sealed class CheckpointRefusalTests
{
    private static readonly CheckpointFileOptions _keyed = new() { SigningKey = Forgeries.Key };

    [Test]
    public void Read_FileMadeFromTheDocumentation_HoldsItsTensors([Range(0, 9)] int n)
    {
        foreach (Func<int, byte[]> file in Forgeries.Legal)
        {
            Forgeries.IsWhole(CheckpointBytes.Read(file(n))).ShouldBeTrue();
        }
    }

    [Test]
    public void Read_OneBrokenRule_IsRefusedWithItsCode()
    {
        foreach ((CheckpointError code, Func<int, byte[]> file) in Forgeries.All)
        {
            for (int n = 0; n < 60; n++)
            {
                CheckpointBytes.TryRead(file(n), out CheckpointException? refusal).ShouldBeNull($"{code}, {n}");
                refusal!.Code.ShouldBe(code, $"{n}: {refusal.Message}");
            }
        }
    }

    [Test]
    public void Read_BrokenTensor_SaysWhichAndWhat()
    {
        byte[] file = Forgeries.Whole.With(1, static tensor => tensor with { Digest = new string('0', 64) }).ToBytes();

        CheckpointException e = Should.Throw<CheckpointException>(() => CheckpointBytes.Read(file));

        e.Tensor.ShouldBe("moment/1");
        e.File.ShouldBe("c");
        e.Expected.ShouldBe("tensor 'moment/1' to have the SHA-256 that the header states");
        e.Actual.ShouldBe("it has another one: it was damaged or changed");
        e.Message.ShouldBe("c: Expected tensor 'moment/1' to have the SHA-256 that the header states, but it has another one: it was damaged or changed.");
    }

    [Test]
    public void Read_NewerVersion_NamesBothVersions() =>
        Should.Throw<CheckpointException>(static () => CheckpointBytes.Read(Forgeries.Whole.With("ruvector.format", "\"2\"").ToBytes())).Message
            .ShouldBe("c: Expected format version 1 or earlier, as this library knows them, but the file is of version 2: read it with a later library.");

    [Test]
    public void Read_WithAKey_TakesNothingButFilesSignedWithIt()
    {
        ForgedCheckpoint signed = Forgeries.Whole with { Key = Forgeries.Key };
        Forgeries.IsWhole(CheckpointBytes.Read(signed.ToBytes(), _keyed)).ShouldBeTrue();

        CodeOf(Forgeries.Whole.ToBytes(), _keyed).ShouldBe(CheckpointError.NotSigned);
        CodeOf((signed with { Key = [.. Forgeries.Key[1..], 0] }).ToBytes(), _keyed).ShouldBe(CheckpointError.WrongSignature);
        CodeOf(ForgedCheckpoint.Resealed(signed.ToBytes().Replaced("\"7\"", "\"8\"")), _keyed).ShouldBe(CheckpointError.WrongSignature);
        CodeOf(ForgedCheckpoint.Resealed(signed.ToBytes().Replaced("ruvector.hmac", "ruvector_hmac")), _keyed).ShouldBe(CheckpointError.NotSigned);
        CodeOf(Forgeries.Whole.With("ruvector.hmac", "\"\"").ToBytes(), _keyed).ShouldBe(CheckpointError.NotSigned);
    }

    [Test]
    public void Read_LimitsOfTheCaller_AreKept()
    {
        byte[] file = Forgeries.Whole.ToBytes();

        CodeOf(file, new CheckpointFileOptions { MaxTensors = 5 }).ShouldBe(CheckpointError.TooManyEntries);
        CodeOf(file, new CheckpointFileOptions { MaxHeaderBytes = 1024 }).ShouldBe(CheckpointError.HeaderLength);
        CodeOf(file, new CheckpointFileOptions { MaxDimensions = 1 }).ShouldBe(CheckpointError.InvalidShape);
        CodeOf(Forgeries.Whole.With(1, static tensor => tensor with { Name = "a-longer-name" }).ToBytes(), new CheckpointFileOptions { MaxNameLength = 12 }).ShouldBe(CheckpointError.InvalidName);
        Forgeries.IsWhole(CheckpointBytes.Read(file, new CheckpointFileOptions { MaxTensors = 6, MaxDimensions = 2, MaxNameLength = 12 })).ShouldBeTrue();
    }

    [Test]
    public void Read_NonFiniteValues_AreTakenIfAllowed()
    {
        byte[] file = Forgeries.Whole.With(1, static tensor => tensor with { Content = [.. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(1d)] }).ToBytes();

        CheckpointBytes.Read(file, new CheckpointFileOptions { AllowNonFinite = true }).Tensors[1].ToDoubles().ShouldBe([double.NaN, 1]);
        Should.Throw<CheckpointException>(() => CheckpointBytes.Read(file)).Message.ShouldBe("c: Expected finite values, but tensor 'moment/1' has NaN at index 0.");
    }

    [Test]
    public void Read_NamesOfAnyKind_AreKeysAndNeverEndALineOfALog()
    {
        string[] names = ["../../etc/passwd", "/a", "a\0b", "a\nWARN b", "\u202Eabc", "\u2028x", "\ud83d\ude00"];
        ForgedCheckpoint file = new([.. names.Select(static name => new ForgedTensor(name, "U8", [1], [1]))]);
        CheckpointBytes.Read(file.ToBytes()).Tensors.Select(static tensor => tensor.Name).ShouldBe(names);

        for (int i = 0; i < names.Length; i++)
        {
            CheckpointBytes.TryRead(file.With(i, static tensor => tensor with { Shape = "[2]" }).ToBytes(), out CheckpointException? refusal);
            refusal!.Tensor.ShouldBe(names[i]);
            refusal.Message.Any(static c => char.IsControl(c) || c is '\u202E' or '\u2028').ShouldBeFalse();
        }
    }

    [Test]
    public void Read_LongTexts_AreRefusedWithinTheSizeOfTheFile([Values("[", "{\"a\":", "[0,", "\"\\u0061", "{\"a\":\"\",\"a\":\"\",")] string unit)
    {
        const int Length = 15_000_000;
        byte[] header = new byte[Length];
        Encoding.ASCII.GetBytes("{\"a\":").CopyTo(header, 0);
        byte[] text = Encoding.ASCII.GetBytes(unit);
        for (int i = 5; i < Length - 1; i++)
        {
            header[i] = text[(i - 5) % text.Length];
        }

        header[^1] = (byte)'}';
        byte[] file = [.. BitConverter.GetBytes((long)Length), .. header];
        long before = GC.GetAllocatedBytesForCurrentThread();

        CheckpointBytes.TryRead(file, out CheckpointException? refusal);

        refusal.ShouldNotBeNull();
        refusal.Message.Length.ShouldBeLessThan(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Length + (1 << 16));
    }

    [Test]
    public void Read_ManyTexts_AreRefusedAtTheLimit()
    {
        string many = string.Join(',', Enumerable.Range(0, 200_000).Select(static i => $"\"{i}\":\"\""));

        CodeOf(Forgeries.Whole.With("seed", "\"1\"," + many).ToBytes(), null).ShouldBe(CheckpointError.TooManyEntries);
    }

    [Test]
    public void Read_TensorBeyondAnArray_IsRefusedBeforeItIsAllocated()
    {
        long values = (Array.MaxLength / 8) + 1L;
        byte[] header = new ForgedCheckpoint([new("huge", "I64", [values], []) { Range = $"[0,{values * 8}]" }]).ToBytes();
        using LongStream stream = new(header, header.Length + (values * 8));

        Should.Throw<CheckpointException>(() => CheckpointFile.Read(stream, "c")).Code.ShouldBe(CheckpointError.TensorTooLong);
    }

    [Test]
    public void Read_StreamThatEndsEarly_IsTruncated()
    {
        byte[] file = Forgeries.Whole.ToBytes();
        using LongStream stream = new(file[..^10], file.Length);

        Should.Throw<CheckpointException>(() => CheckpointFile.Read(stream, "c")).Code.ShouldBe(CheckpointError.Truncated);
    }

    [Test]
    public void Options_OutOfRange_AreRefused()
    {
        byte[] file = Forgeries.Whole.ToBytes();

        Should.Throw<ArgumentOutOfRangeException>(() => CheckpointBytes.Read(file, new CheckpointFileOptions { MaxHeaderBytes = 100_000_001 })).Message
            .ShouldStartWith("Expected MaxHeaderBytes from 1024 to 100000000, but got 100000001.");
        Should.Throw<ArgumentException>(() => CheckpointBytes.Read(file, new CheckpointFileOptions { SigningKey = new byte[15] })).Message
            .ShouldBe("Expected SigningKey to have at least 16 bytes, or none, but got 15.");
    }

    private static CheckpointError CodeOf(byte[] file, CheckpointFileOptions? options)
    {
        CheckpointBytes.TryRead(file, out CheckpointException? refusal, options).ShouldBeNull();
        return refusal!.Code;
    }

    /// <summary>Says that it is longer than it is.</summary>
    private sealed class LongStream(byte[] content, long length) : MemoryStream(content)
    {
        public override long Length => length;
    }
}
