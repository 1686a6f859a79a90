using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Losses.Tests;

/// <summary>Value and gradients of every loss and every variant, on random batches of any shape, against its oracle and the central differences of it.</summary>
/// <remarks>
/// A hinge, a choice (the hardest, the semi-hard, the hard pairs) and a distance have corners, where the slope of the oracle says nothing. The oracle tells how near its arguments come to
/// one; a batch that is nearer than a hundred steps of the differences is drawn again, so that no decision turns between two evaluations, nor between double and float32.
/// </remarks>
[TestFixtureSource(nameof(Losses))]
public sealed class LossPropertyTests(LossCase loss)
{
    private const int Shapes = 200;
    private const int Draws = 50;
    private const double Clearance = 100 * LossSlopes.Step;

    public static IEnumerable<LossCase> Losses => [.. LossTable.All, .. LossVariants.All];

    [Test]
    public void Evaluate_AnyShape_ValueAndGradientsMatchOracle() =>
        Prop.ForAll(LossShape.Arbitrary, Check).Check(Config.QuickThrowOnFailure.WithMaxTest(Shapes).WithReplay(20_240_917, 20_240_919));

    private void Check(LossShape shape)
    {
        (LossInput input, LossSlopes slopes) = Draw(shape);
        ILoss evaluated = loss.Create();
        double value = evaluated.Evaluate(input.Batch, input.Outputs).Value;
        value.ShouldBe(slopes.Value, Math.Max(loss.ValueError, 1e-5 * Math.Abs(slopes.Value)));
        slopes.ShouldBeThoseOf(input, new System.Random(shape.Seed));
        if (loss.OracleOfParameters is not null)
        {
            slopes.ShouldBeThoseOf(((IParameterized)evaluated).Parameters);
        }
    }

    /// <summary>The first batch of the shape that is far enough from every corner.</summary>
    private (LossInput Input, LossSlopes Slopes) Draw(LossShape shape)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            LossInput input = new(loss, shape.Anchors, Math.Max(shape.Dimension, loss.LeastDimension), shape.Seed + (2 * draw));
            Lengthen(input.Anchors);
            if (!input.OneMatrix)
            {
                Lengthen(input.Candidates);
            }

            LossSlopes slopes = new(loss, input);
            (!loss.IsSmooth || double.IsPositiveInfinity(slopes.DistanceFromCorner)).ShouldBeTrue("a loss without corners comes near none");
            if (slopes.DistanceFromCorner > Clearance)
            {
                return (input, slopes);
            }
        }

        throw new AssertionException($"Expected a batch of {shape} away from corners, but none of {Draws} is.");
    }

    /// <summary>Moves the first column away from 0: a cosine divides the rounding of its gradient by the length of the row, in each truncation of it.</summary>
    private static void Lengthen(float[,] rows)
    {
        for (int row = 0; row < rows.GetLength(0); row++)
        {
            rows[row, 0] += MathF.CopySign(1f, rows[row, 0]);
        }
    }
}
