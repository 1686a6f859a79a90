namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class FiniteRowsTests
{
    [Test]
    public void AreAllFinite_EveryLengthAndPosition_FindsTheOne()
    {
        for (int length = 0; length <= 65; length++)
        {
            float[] values = new float[length];
            values.AsSpan().Fill(float.MaxValue);
            FiniteRows.AreAllFinite(values).ShouldBeTrue($"length {length}");
            for (int i = 0; i < length; i++)
            {
                foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
                {
                    values[i] = bad;
                    FiniteRows.AreAllFinite(values).ShouldBeFalse($"length {length}, position {i}");
                }

                values[i] = -float.Epsilon;
            }
        }
    }

    [Test]
    public void Require_FiniteOrEmpty_Passes()
    {
        FiniteRows.Require(new float[,] { { 1, -2 }, { float.MaxValue, 0 } }, "x");
        FiniteRows.Require(new float[0, 3], "x");
        FiniteRows.Require(new float[3, 0], "x");
    }

    [Test]
    public void Require_SeveralBadValues_NamesTheFirst()
    {
        float[] values = [1, 2, float.NaN, 3, float.NegativeInfinity, float.NaN];

        NonFiniteValueException exception = Should.Throw<NonFiniteValueException>(() => FiniteRows.Require(new ReadOnlyMatrixSpan(values, 2, 2, 3), "anchors"));

        exception.Message.ShouldBe("Expected finite values, but got -Infinity in row 1, column 1. (Parameter 'anchors')");
    }
}
