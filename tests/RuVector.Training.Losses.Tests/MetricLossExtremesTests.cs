using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>What every loss over distances or proxies must survive.</summary>
[TestFixtureSource(typeof(MetricLossTable), nameof(MetricLossTable.All))]
public sealed class MetricLossExtremesTests(LossCase loss)
{
    [Test]
    public void Evaluate_LengthsOfAnyMagnitude_LeaveACosineLossAlone([Values(1e-25f, 1e-12f, 1e12f, 1e25f)] float factor)
    {
        Assume.That(loss.IsCosine && !loss.OneMatrix);
        LossInput input = new(loss, 5, 7);
        OracleCheck.ScaledEmbeddings(loss.Create, input.Anchors, input.Candidates, input.Relations, factor);
    }

    [Test]
    public void Evaluate_AllRowsEqual_IsFiniteAndEqualsOracle()
    {
        LossInput input = new(loss, 6, 9);
        ReadOnlyMatrixSpan first = ((MatrixSpan)input.Anchors).SliceRows(0, 1);
        Repeat(first, input.Anchors);
        Repeat(first, input.Candidates);

        LossResult result = loss.Create().Evaluate(input.Batch, input.Outputs);

        double expected = loss.Oracle(Oracle.ToDouble(input.Anchors), Oracle.ToDouble(input.Candidates), input.Relations);
        result.Value.ShouldBe(expected, Math.Max(2e-6, 1e-5 * expected));
        input.Written.ShouldAllBe(static x => float.IsFinite(x));
    }

    [Test]
    public void Evaluate_AllRowsZero_IsFiniteAndEqualsOracle()
    {
        LossInput input = new(loss, 6, 9);
        Array.Clear(input.Anchors);
        Array.Clear(input.Candidates);

        LossResult result = loss.Create().Evaluate(input.Batch, input.Outputs);

        double expected = loss.Oracle(Oracle.ToDouble(input.Anchors), Oracle.ToDouble(input.Candidates), input.Relations);
        result.Value.ShouldBe(expected, Math.Max(2e-6, 1e-5 * expected));
        input.Gradients.ShouldAllBe(static g => g == 0f);
    }

    [Test]
    public void Evaluate_OneSampleOfItsKind_GivesNothingThatIsNotFinite()
    {
        LossInput input = new(loss, 1, 9);
        LossResult result = loss.Create().Evaluate(input.Batch, input.Outputs);
        double.IsFinite(result.Value).ShouldBeTrue();
        input.Written.ShouldAllBe(static x => float.IsFinite(x) && x != LossInput.Sentinel);
    }

    private static void Repeat(ReadOnlyMatrixSpan row, MatrixSpan matrix)
    {
        float[] values = row[0].ToArray();
        for (int i = 0; i < matrix.Rows; i++)
        {
            values.CopyTo(matrix[i]);
        }
    }
}
