using System.Buffers.Binary;
using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.TestKit;
using RuVector.Training.Tests.Files;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class VectorFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Open_Npy_MapsTheValues([Values(1, 2, 300)] int rows, [Values(1, 65)] int columns)
    {
        float[,] matrix = Batches.Matrix(rows, columns, seed: 3);
        NpyFile.Write(_folder.File("v.npy"), matrix);

        using VectorFile file = VectorFile.Open(_folder.File("v.npy"));

        (file.IsMapped, file.Vectors.Rows, file.Vectors.Columns, file.Vectors.Names).ShouldBe((true, rows, columns, null));
        file.Vectors.Span.Values.SequenceEqual(((ReadOnlyMatrixSpan)matrix).Values).ShouldBeTrue();
        file.Vectors.Values.Span.SequenceEqual(((ReadOnlyMatrixSpan)matrix).Values).ShouldBeTrue();
    }

    [TestCase("<f2", 2)]
    [TestCase("<f8", 8)]
    public void Open_OtherFloats_AreConverted(string type, int size)
    {
        byte[] values = new byte[2 * size];
        for (int i = 0; i < 2; i++)
        {
            Span<byte> target = values.AsSpan(i * size);
            if (size == 2)
            {
                BinaryPrimitives.WriteHalfLittleEndian(target, (Half)(i + 0.5));
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(target, i + 0.5);
            }
        }

        using VectorFile file = VectorFile.Open(Npy($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1, 2), }}", values));

        file.IsMapped.ShouldBeFalse();
        file.Vectors.Values.ToArray().ShouldBe([0.5f, 1.5f]);
    }

    [Test]
    public void Open_UnalignedNpy_IsReadInstead()
    {
        byte[] values = new byte[8];
        BinaryPrimitives.WriteSingleLittleEndian(values, 2);
        using VectorFile file = VectorFile.Open(Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), } ", values));

        (file.IsMapped, file.Vectors.Span[0][0]).ShouldBe((false, 2f));
    }

    [Test]
    public void Open_Safetensors_MapsTheNamedTensor()
    {
        string path = Safetensors(new() { ["names"] = "a\nb" });

        using VectorFile file = VectorFile.Open(path, new() { Tensor = "docs" });

        file.IsMapped.ShouldBeTrue();
        file.Vectors.Values.ToArray().ShouldBe([4, 5, 6, 7, 8, 9]);
        file.Vectors.Names!.TryGetRow("b", out int row).ShouldBeTrue();
        row.ShouldBe(1);
    }

    [Test]
    public void Open_NamesPath_GivesNames()
    {
        NpyFile.Write(_folder.File("v.npy"), new float[,] { { 1 }, { 2 } });
        File.WriteAllText(_folder.File("names.txt"), "x\ny\n");

        using VectorFile file = VectorFile.Open(_folder.File("v.npy"), new() { NamesPath = _folder.File("names.txt") });

        file.Vectors.Names![1].ShouldBe("y");
    }

    [Test]
    public void Open_NoRows_IsAnEmptyMatrix()
    {
        NpyFile.Write(_folder.File("v.npy"), new float[0, 3]);

        using VectorFile file = VectorFile.Open(_folder.File("v.npy"));

        (file.Vectors.Rows, file.Vectors.Columns).ShouldBe((0, 3));
    }

    [TestCase(float.NaN, "Expected finite float32 values, but got NaN in row 1, column 2.")]
    [TestCase(float.PositiveInfinity, "Expected finite float32 values, but got Infinity in row 1, column 2.")]
    public void Open_NonFiniteValue_NamesItsPlaceUnlessUnchecked(float value, string reason)
    {
        string path = Floats(2, 3, 1, 2, 3, 4, 5, value);

        Refused(path, null, reason);
        using VectorFile file = VectorFile.Open(path, new() { ChecksValues = false });
        Should.Throw<NonFiniteValueException>(() => new PairDataset(file.Vectors, file.Vectors, IndexLists.FromRows([0], [1]))).Row.ShouldBe(1);
    }

    [Test]
    public void Open_RowOfZeros_NamesIt() => Refused(Floats(3, 2, 1, 0, 0, -0f, 0, 1), null, "Expected vectors that are not all zeros, but row 1 is.");

    [Test]
    public void Open_WrongFile_SaysWhat()
    {
        string tensors = Safetensors([]);
        Refused(tensors, null, "Expected the name of one of the tensors bias, docs, but got none.");
        Refused(tensors, new() { Tensor = "doc" }, "Expected one of the tensors bias, docs, but got 'doc'.");
        Refused(tensors, new() { Tensor = "bias" }, "Expected a tensor of two dimensions, but got bias [3].");
        Refused(Safetensors(new() { ["names"] = "a\nb\nc" }), new() { Tensor = "docs" }, "Expected a name for each of the 2 rows, but got 3.");
        Refused(Floats(1, 1, 5), new() { Tensor = "docs" }, "Expected a safetensors file with the tensor 'docs', but got an .npy file.");
        Refused(Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0), }", []), null, "Expected vectors of 1 or more values, but got shape (2, 0).");
        Refused(Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", new byte[15]), null, "Expected 16 bytes of values for shape (2, 2) of '<f4', but got 15.");
        Refused(Npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", new byte[16]), null, "Expected row-major values (fortran_order False), but got 'True'.");
        Refused(Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 32768), }", []), null, $"Expected at most {Array.MaxLength} values, but shape (65536, 32768) has 2147483648.");
        File.WriteAllBytes(_folder.File("short"), [1, 2]);
        Refused(_folder.File("short"), null, "Expected a safetensors file of at least 8 bytes, but got 2.");
    }

    [Test]
    public void Open_MissingNames_NamesTheLine()
    {
        File.WriteAllText(_folder.File("names.txt"), "x\nx\n");

        Should.Throw<TrainingDataException>(() => VectorFile.Open(Floats(2, 1, 5, 6), new() { NamesPath = _folder.File("names.txt") })).Line.ShouldBe(2);
    }

    [Test]
    public void Dispose_ThenUse_IsRefused()
    {
        VectorFile file = VectorFile.Open(Floats(1, 2, 5, 6));
        VectorMatrix vectors = file.Vectors;
        ReadOnlyMemory<float> values = vectors.Values;

        file.Dispose();
        file.Dispose();

        Should.Throw<ObjectDisposedException>(() => file.Vectors);
        Should.Throw<ObjectDisposedException>(() => vectors.Span.Rows);
        Should.Throw<ObjectDisposedException>(() => values.Span.Length);
        Should.Throw<ObjectDisposedException>(() => values.Pin());
    }

    [Test]
    public void Dispose_OrRefusal_ClosesTheFile()
    {
        string good = Floats(1, 2, 5, 6);
        VectorFile.Open(good).Dispose();
        Open(good).Dispose();
        string bad = Floats(1, 2, 0, 0);
        Should.Throw<TrainingDataException>(() => VectorFile.Open(bad));
        Open(bad).Dispose();

        static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Test]
    public void Open_LargeSparseFile_AllocatesNothingForIt()
    {
        string path = _folder.File("large.npy");
        byte[] start = NpyBytes("{'descr': '<f4', 'fortran_order': False, 'shape': (500000, 1000), }");
        using (FileStream stream = File.Create(path))
        {
            stream.Write(start);
            stream.SetLength(start.Length + 2_000_000_000L);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        using VectorFile file = VectorFile.Open(path, new() { ChecksValues = false });

        file.Vectors.Span[499_999][999].ShouldBe(0);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Test]
    public void Memory_OfArrayOrMapping_CanBePinned()
    {
        using VectorFile file = VectorFile.Open(Floats(1, 2, 5, 6));
        VectorMatrix array = new float[,] { { 5, 6 } };

        foreach (VectorMatrix matrix in new[] { file.Vectors, array })
        {
            using System.Buffers.MemoryHandle handle = matrix.Values[1..].Pin();
            unsafe
            {
                (*(float*)handle.Pointer).ShouldBe(6);
            }
        }
    }

    private static void Refused(string path, VectorFileOptions? options, string reason) =>
        Should.Throw<TrainingDataException>(() => VectorFile.Open(path, options)).Message.ShouldBe($"{path}: {reason}");

    private static byte[] NpyBytes(string header)
    {
        int padded = header.EndsWith(' ') ? header.Length + 1 : (10 + header.Length + 64) / 64 * 64 - 10;
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)padded, 0, .. Encoding.ASCII.GetBytes(header.PadRight(padded - 1) + "\n")];
    }

    private string Npy(string header, byte[] values)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.npy");
        File.WriteAllBytes(path, [.. NpyBytes(header), .. values]);
        return path;
    }

    private string Floats(int rows, int columns, params float[] values) =>
        Npy($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}", [.. values.SelectMany(BitConverter.GetBytes)]);

    private string Safetensors(Dictionary<string, string> metadata)
    {
        string path = _folder.File("t.safetensors");
        SafetensorsFile.Write(path, [new(new("bias", 3), [1, 2, 3]), new(new("docs", 2, 3), [4, 5, 6, 7, 8, 9])], metadata);
        return path;
    }
}
