using System.Numerics.Tensors;

namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class MatrixSpanTests
{
    [Test]
    public void Indexer_WrittenRow_ReachesTheValues()
    {
        float[] values = new float[6];
        new MatrixSpan(values, 2, 2, 3)[1].Fill(7);

        values.ShouldBe([0, 0, 0, 7, 7, 0]);
    }

    [Test]
    public void Fill_StridedRows_LeavesTheGapsAlone()
    {
        float[] values = new float[6];
        new MatrixSpan(values, 2, 3).SliceColumns(1, 2).Fill(7);

        values.ShouldBe([0, 7, 7, 0, 7, 7]);
    }

    [Test]
    public void SliceRows_Written_ReachesTheRows()
    {
        float[] values = new float[6];
        new MatrixSpan(values, 3, 2).SliceRows(1, 1).Fill(7);

        values.ShouldBe([0, 0, 7, 7, 0, 0]);
    }

    [Test]
    public void Indexer_RowsWithoutColumns_AreEmptyWhateverTheStride()
    {
        new MatrixSpan([], 2, 0, 3)[1].Length.ShouldBe(0);
        new MatrixSpan(new float[6], 2, 3).SliceColumns(3, 0)[1].Length.ShouldBe(0);
        new MatrixSpan(new float[6], 2, 3).SliceRows(2, 0).Rows.ShouldBe(0);
    }

    [Test]
    public void Default_IsEmpty()
    {
        MatrixSpan none = default;

        (none.Rows, none.Columns, none.RowStride, none.IsEmpty).ShouldBe((0, 0, 0, true));
    }

    [Test]
    public void Conversion_ArrayAndTensor_WriteThrough()
    {
        float[,] array = new float[2, 2];
        Tensor<float> tensor = Tensor.CreateFromShape<float>([2, 2]);
        MatrixSpan fromArray = array;
        MatrixSpan fromTensor = tensor.AsTensorSpan();
        fromArray[1][0] = 7;
        fromTensor[0][1] = 8;

        array[1, 0].ShouldBe(7);
        tensor[0, 1].ShouldBe(8);
    }

    [Test]
    public void Conversion_EmptyTensor_KeepsTheShape()
    {
        MatrixSpan matrix = Tensor.CreateFromShape<float>([2, 0]).AsTensorSpan();

        (matrix.Rows, matrix.Columns).ShouldBe((2, 0));
    }

    [Test]
    public void Conversion_BroadcastTensor_IsRefused()
    {
        float[] row = [1, 2];

        Should.Throw<ArgumentOutOfRangeException>(() => _ = MatrixSpan.FromTensor(new TensorSpan<float>(row, [3, 2], [0, 1]))).ParamName.ShouldBe("rowStride");
    }

    [Test]
    public void Conversion_ToReadOnly_ViewsTheSameValues()
    {
        float[] values = [1, 2, 3, 4];
        ReadOnlyMatrixSpan matrix = new MatrixSpan(values, 2, 1, 2);
        values[2] = 7;

        (matrix.Rows, matrix.Columns, matrix.RowStride, matrix[1][0]).ShouldBe((2, 1, 2, 7f));
    }

    [Test]
    public void Conversion_Null_IsRefused() => Should.Throw<ArgumentNullException>(() => _ = (MatrixSpan)(float[,])null!).ParamName.ShouldBe("values");

    [Test]
    public void WrongShapes_AreRefusedWithTheTextsOfTheReadOnlyView()
    {
        float[] values = new float[6];
        Should.Throw<ArgumentException>(() => _ = new MatrixSpan(values, 2, 2)).Message.ShouldStartWith("Expected 4 values for a matrix of shape [2, 2], but got 6.");
        Should.Throw<ArgumentException>(() => _ = new MatrixSpan(values, 3, 2, 3)).Message.ShouldStartWith("Expected at least 8 values");
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new MatrixSpan(values, 2, 3)[2]).Message.ShouldStartWith("Expected a row from 0 to 1, but got 2.");
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new MatrixSpan(values, 2, 3).SliceRows(1, 2)).Message.ShouldStartWith("Expected a slice inside 0..2, but got 1..3.");
        Should.Throw<ArgumentOutOfRangeException>(() => _ = new MatrixSpan(values, 2, 3).SliceColumns(2, 2)).Message.ShouldStartWith("Expected a slice inside 0..3, but got 2..4.");
    }
}
