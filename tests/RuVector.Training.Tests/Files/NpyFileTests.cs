using System.Buffers.Binary;
using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.TestKit;

namespace RuVector.Training.Tests.Files;

[TestFixture]
public sealed class NpyFileTests
{
    private const string Canonical = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    private static readonly float[,] _matrix = { { 1, -2.5f, 3e-8f }, { 4e9f, 0, -0.125f } };

    [Test]
    public void Write_Matrix_IsWhatNumPyWrites()
    {
        byte[] bytes = Written(_matrix);

        bytes.Length.ShouldBe(128 + 24);
        Encoding.Latin1.GetString(bytes, 0, 128).ShouldBe("\u0093NUMPY\u0001\0v\0" + Canonical.PadRight(117) + "\n");
        bytes[128..132].ShouldBe(BitConverter.GetBytes(1f));
    }

    [Test]
    public void ReadWrite_AnyShape_RoundTrips([Values(0, 1, 2, 300)] int rows, [Values(0, 1, 65)] int columns)
    {
        float[,] matrix = Batches.Matrix(rows, columns, seed: 3);

        float[,] read = Read(Written(matrix));

        read.ShouldBe(matrix);
    }

    [TestCase("<f2", 2)]
    [TestCase("<f4", 4)]
    [TestCase("<f8", 8)]
    public void Read_EveryType_GivesTheValues(string type, int size)
    {
        byte[] values = new byte[2 * size];
        for (int i = 0; i < 2; i++)
        {
            double value = i == 0 ? 0.5 : -1024;
            Span<byte> target = values.AsSpan(i * size);
            switch (size)
            {
                case 2: BinaryPrimitives.WriteHalfLittleEndian(target, (Half)value); break;
                case 4: BinaryPrimitives.WriteSingleLittleEndian(target, (float)value); break;
                default: BinaryPrimitives.WriteDoubleLittleEndian(target, value); break;
            }
        }

        Read(Npy($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1, 2), }}", values)).ShouldBe(new float[,] { { 0.5f, -1024 } });
    }

    [Test]
    public void Read_Format2_GivesTheValues() => Read(Npy(Canonical, new byte[24], major: 2)).ShouldBe(new float[2, 3]);

    [Test]
    public void Read_KeysInAnotherOrder_GivesTheValues() =>
        Read(Npy("{'shape':(2,3),'descr':'<f4','fortran_order':False}", new byte[24])).ShouldBe(new float[2, 3]);

    [TestCase("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", "Expected float16, float32 or float64 in little-endian order ('<f2', '<f4', '<f8'), but got '>f4'.")]
    [TestCase("{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }", "Expected float16, float32 or float64 in little-endian order ('<f2', '<f4', '<f8'), but got '<i4'.")]
    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", "Expected row-major values (fortran_order False), but got 'True'.")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }", "Expected a shape of two sizes from 0 to 2147483647, but got (6,).")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }", "Expected a shape of two sizes from 0 to 2147483647, but got (1, 2, 3).")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), }", "Expected a shape of two sizes from 0 to 2147483647, but got (-2, 3).")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967297, 3), }", "Expected a shape of two sizes from 0 to 2147483647, but got (4294967297, 3).")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }", "Expected at most 2147483591 values, but shape (65536, 65536) has 4294967296.")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000), }", "Expected 4000000000 bytes of values for shape (1000000, 1000) of '<f4', but got 24.")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", "Expected 16 bytes of values for shape (2, 2) of '<f4', but got 24.")]
    [TestCase("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "Expected a header with the keys descr, fortran_order and shape, each once, but got 'descr', at byte 25 of the header.")]
    [TestCase("{'descr': '<f4', 'order': False, 'shape': (2, 3), }", "Expected a header with the keys descr, fortran_order and shape, each once, but got 'order', at byte 25 of the header.")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3", "Expected a header with a closing ), at byte 51 of the header.")]
    [TestCase("{'descr' '<f4', 'fortran_order': False, 'shape': (2, 3), }", "Expected a header with ':', at byte 9 of the header.")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } x", "Expected a header with spaces and one line feed at the end, at byte 60 of the header.")]
    public void Read_BadHeader_SaysWhatIsWrong(string header, string reason) =>
        Should.Throw<TrainingDataException>(() => Read(Npy(header, new byte[24]))).Message.ShouldBe($"m.npy: {reason}");

    [Test]
    public void Read_OtherVersion_IsRefused() =>
        Should.Throw<TrainingDataException>(static () => Read(Npy(Canonical, new byte[24], major: 3))).Message.ShouldBe("m.npy: Expected .npy format 1.0 or 2.0, but got 3.0.");

    [Test]
    public void Read_HeaderLongerThanTheFile_IsRefusedBeforeItIsAllocated()
    {
        byte[] bytes = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, 0xFF, 0xFF, 0xFF, 0xFF];

        Should.Throw<TrainingDataException>(() => Read(bytes)).Message
            .ShouldBe("m.npy: Expected a header inside the file and of at most 65536 bytes, but it declares 4294967295 and the file has 0 left.");
    }

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    public void Read_NonFiniteValue_NamesRowAndColumn(float value, string shown)
    {
        byte[] bytes = Written(_matrix);
        BitConverter.GetBytes(value).CopyTo(bytes, 128 + 16);

        Should.Throw<TrainingDataException>(() => Read(bytes)).Message.ShouldBe($"m.npy: Expected finite float32 values, but got {shown} in row 1, column 1.");
    }

    [Test]
    public void Read_DoubleBeyondFloat_NamesRowAndColumn() =>
        Should.Throw<TrainingDataException>(static () => Read(Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }", BitConverter.GetBytes(1e300))))
            .Message.ShouldBe("m.npy: Expected finite float32 values, but got 1E+300 in row 0, column 0.");

    [Test]
    public void Read_EveryTruncation_IsRefused()
    {
        byte[] bytes = Written(_matrix);
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Should.Throw<TrainingDataException>(() => Read(cut), $"cut at {length}");
        }
    }

    [Test]
    public void Read_EveryChangedByte_IsRefusedOrLoadsWhatTheBytesSay()
    {
        byte[] bytes = Written(_matrix);
        for (int position = 0; position < bytes.Length; position++)
        {
            for (int delta = 1; delta < 256; delta++)
            {
                byte[] changed = [.. bytes];
                changed[position] += (byte)delta;
                if (TryRead(changed) is not { } matrix)
                {
                    continue;
                }

                float[] expected = new float[6];
                Buffer.BlockCopy(changed, 128, expected, 0, 24);
                matrix.Cast<float>().ShouldBe(expected, $"byte {position} + {delta}");
            }
        }
    }

    [Test]
    public void Write_NonFiniteValue_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();

        Should.Throw<NonFiniteValueException>(() => NpyFile.Write(folder.File("m.npy"), new[,] { { 1f, float.NaN } })).Column.ShouldBe(1);

        folder.Names().ShouldBeEmpty();
    }

    [Test]
    public void ReadWrite_Path_RoundTrips()
    {
        using TemporaryFolder folder = new();
        NpyFile.Write(folder.File("m.npy"), _matrix);

        NpyFile.Read(folder.File("m.npy")).ShouldBe(_matrix);
        folder.Names().ShouldBe(["m.npy"]);
    }

    private static float[,] Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return NpyFile.Read(stream, "m.npy");
    }

    private static float[,]? TryRead(byte[] bytes)
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

    private static byte[] Written(float[,] matrix)
    {
        using MemoryStream stream = new();
        NpyFile.Write(stream, matrix);
        return stream.ToArray();
    }

    private static byte[] Npy(string header, byte[] values, byte major = 1)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] length = BitConverter.GetBytes(text.Length)[..(major == 2 ? 4 : 2)];
        return [0x93, .. "NUMPY"u8, major, 0, .. length, .. text, .. values];
    }
}
