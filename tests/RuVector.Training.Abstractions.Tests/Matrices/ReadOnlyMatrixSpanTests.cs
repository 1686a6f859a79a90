using System.Numerics.Tensors;

namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class ReadOnlyMatrixSpanTests
{
    private static readonly float[] s_six = [1, 2, 3, 4, 5, 6];

    [Test]
    public void Constructor_DenseValues_ViewsThemRowByRow()
    {
        ReadOnlyMatrixSpan matrix = new(s_six, 2, 3);

        Rows(matrix).ShouldBe(["1 2 3", "4 5 6"]);
        (matrix.Rows, matrix.Columns, matrix.RowStride, matrix.IsEmpty).ShouldBe((2, 3, 3, false));
    }

    [Test]
    public void Constructor_StridedValues_LeavesTheGapsOut()
    {
        Rows(new ReadOnlyMatrixSpan(s_six, 2, 2, 3)).ShouldBe(["1 2", "4 5"]);
        Rows(new ReadOnlyMatrixSpan(s_six.AsSpan(0, 5), 2, 2, 3)).ShouldBe(["1 2", "4 5"]);
    }

    [TestCase(0, 3)]
    [TestCase(3, 0)]
    [TestCase(0, 0)]
    public void IsEmpty_NoValues_IsTrue(int rows, int columns) => new ReadOnlyMatrixSpan([], rows, columns).IsEmpty.ShouldBeTrue();

    [Test]
    public void Indexer_RowsWithoutColumns_AreEmptyWhateverTheStride()
    {
        Rows(new ReadOnlyMatrixSpan([], 2, 0)).ShouldBe(["", ""]);
        Rows(new ReadOnlyMatrixSpan([], 2, 0, 3)).ShouldBe(["", ""]);
        Rows(new ReadOnlyMatrixSpan(s_six, 2, 3).SliceColumns(1, 0)).ShouldBe(["", ""]);
    }

    [TestCase(2, 2, "Expected 4 values for a matrix of shape [2, 2], but got 6.")]
    [TestCase(65536, 65536, "Expected 4294967296 values for a matrix of shape [65536, 65536], but got 6.")]
    public void Constructor_WrongNumberOfValues_IsRefusedWithBothNumbers(int rows, int columns, string expected) =>
        Should.Throw<ArgumentException>(() => _ = new ReadOnlyMatrixSpan(s_six, rows, columns)).Message.ShouldBe(expected + " (Parameter 'values')");

    [TestCase(3, 2, 3, "Expected at least 8 values for a matrix of shape [3, 2] with row stride 3, but got 6.")]
    [TestCase(65537, 1, 65536, "Expected at least 4294967297 values for a matrix of shape [65537, 1] with row stride 65536, but got 6.")]
    public void Constructor_ValuesEndTooEarly_IsRefusedWithBothNumbers(int rows, int columns, int stride, string expected) =>
        Should.Throw<ArgumentException>(() => _ = new ReadOnlyMatrixSpan(s_six, rows, columns, stride)).Message.ShouldBe(expected + " (Parameter 'values')");

    [TestCase(-1, 1, 1, "rows")]
    [TestCase(1, -1, 1, "columns")]
    [TestCase(1, 3, 2, "rowStride")]
    public void Constructor_SizeOutOfRange_NamesIt(int rows, int columns, int stride, string name)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new ReadOnlyMatrixSpan(s_six, rows, columns, stride)).ParamName.ShouldBe(name);
        if (name != "rowStride")
        {
            Should.Throw<ArgumentOutOfRangeException>(() => _ = new ReadOnlyMatrixSpan(s_six, rows, columns)).ParamName.ShouldBe(name);
        }
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void Indexer_NoSuchRow_NamesTheRange(int row) =>
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new ReadOnlyMatrixSpan(s_six, 2, 3)[row]).Message.ShouldStartWith($"Expected a row from 0 to 1, but got {row}.");

    [Test]
    public void SliceRows_Inside_ViewsThem()
    {
        Rows(new ReadOnlyMatrixSpan(s_six, 3, 2).SliceRows(1, 2)).ShouldBe(["3 4", "5 6"]);
        Rows(new ReadOnlyMatrixSpan(s_six, 2, 2, 3).SliceRows(1, 1)).ShouldBe(["4 5"]);
        new ReadOnlyMatrixSpan(s_six, 3, 2).SliceRows(3, 0).Rows.ShouldBe(0);
    }

    [Test]
    public void SliceColumns_Inside_ViewsThemWithTheSameStride()
    {
        ReadOnlyMatrixSpan slice = new ReadOnlyMatrixSpan(s_six, 2, 3).SliceColumns(1, 2);

        Rows(slice).ShouldBe(["2 3", "5 6"]);
        slice.RowStride.ShouldBe(3);
        Rows(slice.SliceColumns(1, 1).SliceRows(1, 1)).ShouldBe(["6"]);
    }

    [TestCase(-1, 1, "-1..0")]
    [TestCase(0, -1, "0..-1")]
    [TestCase(1, 3, "1..4")]
    [TestCase(1, int.MaxValue, "1..2147483648")]
    public void Slice_Outside_NamesBothRanges(int start, int count, string range)
    {
        string expected = $"Expected a slice inside 0..3, but got {range}.";
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new ReadOnlyMatrixSpan(s_six, 3, 2).SliceRows(start, count)).Message.ShouldStartWith(expected);
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new ReadOnlyMatrixSpan(s_six, 2, 3).SliceColumns(start, count)).Message.ShouldStartWith(expected);
    }

    [Test]
    public void Conversion_Array_ViewsWithoutCopy()
    {
        float[,] values = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        ReadOnlyMatrixSpan matrix = values;
        values[2, 0] = 7;

        Rows(matrix).ShouldBe(["1 2", "3 4", "7 6"]);
    }

    [Test]
    public void Conversion_JaggedArray_CopiesRows()
    {
        float[][] rows = [[1, 2], [3, 4]];
        ReadOnlyMatrixSpan matrix = rows;
        rows[0][0] = 7;

        Rows(matrix).ShouldBe(["1 2", "3 4"]);
        ReadOnlyMatrixSpan none = Array.Empty<float[]>();
        (none.Rows, none.Columns).ShouldBe((0, 0));
    }

    [Test]
    public void Conversion_RaggedArray_NamesTheRow()
    {
        float[][] rows = [[1, 2], [3]];

        Should.Throw<ArgumentException>(() => _ = (ReadOnlyMatrixSpan)rows).Message.ShouldStartWith("Expected every row to have 2 values, as row 0 has, but row 1 has 1.");
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Conversion_MissingRow_NamesTheRow(int missing)
    {
        float[][] rows = [[1, 2], [3, 4]];
        rows[missing] = null!;

        Should.Throw<ArgumentException>(() => _ = (ReadOnlyMatrixSpan)rows).Message.ShouldStartWith($"Expected every row to be a vector, but row {missing} is null.");
    }

    [Test]
    public void Conversion_Null_IsRefused()
    {
        Should.Throw<ArgumentNullException>(() => _ = (ReadOnlyMatrixSpan)(float[,])null!).ParamName.ShouldBe("values");
        Should.Throw<ArgumentNullException>(() => _ = (ReadOnlyMatrixSpan)(float[][])null!).ParamName.ShouldBe("rows");
        Should.Throw<ArgumentNullException>(() => _ = (ReadOnlyMatrixSpan)(Tensor<float>)null!).ParamName.ShouldBe("tensor");
    }

    [Test]
    public void Conversion_Tensor_ViewsWithoutCopy()
    {
        float[] values = [.. s_six];
        Tensor<float> tensor = Tensor.Create(values, [2, 3]);
        ReadOnlyMatrixSpan fromTensor = tensor;
        ReadOnlyMatrixSpan fromSpan = tensor.AsReadOnlyTensorSpan();
        tensor[1, 0] = 7;

        Rows(fromTensor).ShouldBe(["1 2 3", "7 5 6"]);
        Rows(fromSpan).ShouldBe(["1 2 3", "7 5 6"]);
    }

    [Test]
    public void Conversion_TensorSlice_KeepsTheStride()
    {
        Tensor<float> tensor = Tensor.Create(s_six, [2, 3]);

        Rows(ReadOnlyMatrixSpan.FromTensor(tensor.AsReadOnlyTensorSpan().Slice(0..2, 1..3))).ShouldBe(["2 3", "5 6"]);
        Rows(ReadOnlyMatrixSpan.FromTensor(tensor.AsReadOnlyTensorSpan().Slice(0..2, 2..3))).ShouldBe(["3", "6"]);
        Rows(ReadOnlyMatrixSpan.FromTensor(tensor.AsReadOnlyTensorSpan().Slice(1..2, 0..3))).ShouldBe(["4 5 6"]);
    }

    [Test]
    public void Conversion_TensorOfAnotherRank_IsRefused() =>
        Should.Throw<ArgumentException>(() => _ = (ReadOnlyMatrixSpan)Tensor.Create(s_six, [1, 2, 3]))
            .Message.ShouldStartWith("Expected a tensor of rank 2, but got rank 3.");

    [Test]
    public void Conversion_TransposedTensor_IsRefused()
    {
        Tensor<float> transposed = Tensor.Create(s_six, start: 0, lengths: [3, 2], strides: [1, 3]);

        Should.Throw<ArgumentException>(() => _ = (ReadOnlyMatrixSpan)transposed)
            .Message.ShouldStartWith("Expected the values of a row to be contiguous (stride 1), but got stride 3.");
    }

    [Test]
    public void Conversion_TensorThatSpansTooMuch_IsRefused()
    {
        float[] one = [1];

        Should.Throw<ArgumentException>(() => ReadOnlyMatrixSpan.FromTensor(new ReadOnlyTensorSpan<float>(one, [unchecked((nint)4294967296), 1], [0, 0])))
            .Message.ShouldStartWith("Expected a tensor that spans at most 2147483647 values, but got shape [4294967296, 1] with row stride 0.");
    }

    [Test]
    public void FromRow_Vector_IsOneRow() => Rows(ReadOnlyMatrixSpan.FromRow([1, 2])).ShouldBe(["1 2"]);

    [Test]
    public void CopyTo_StridedToDense_Packs()
    {
        float[] target = new float[4];
        new ReadOnlyMatrixSpan(s_six, 2, 2, 3).CopyTo(new MatrixSpan(target, 2, 2));

        target.ShouldBe([1, 2, 4, 5]);
    }

    [Test]
    public void CopyTo_AnotherShape_NamesBoth() =>
        Should.Throw<ArgumentException>(() => new ReadOnlyMatrixSpan(s_six, 2, 3).CopyTo(new float[3, 2]))
            .Message.ShouldBe("Expected a destination of shape [2, 3], but got [3, 2]. (Parameter 'destination')");

    private static string[] Rows(ReadOnlyMatrixSpan matrix)
    {
        string[] rows = new string[matrix.Rows];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = string.Join(' ', matrix[row].ToArray());
        }

        return rows;
    }
}
