using System.Numerics.Tensors;
using RuVector.Training.Numerics;
using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>What <see cref="ILoss"/> promises, for every loss.</summary>
[TestFixtureSource(typeof(LossTable), nameof(LossTable.All))]
public sealed class LossConformanceTests(LossCase loss)
{
    [Test]
    public void Table_HoldsEveryLossOfThePackage() =>
        typeof(InfoNceLoss).Assembly.GetExportedTypes().Where(static t => t.IsAssignableTo(typeof(ILoss)) && !t.IsAbstract)
            .ShouldBe(LossTable.All.Select(static c => c.Create().GetType()).Distinct(), ignoreOrder: true);

    [Test]
    public void Evaluate_ValueOnly_EqualsValueWithGradientsToTheBit([Values(0, 1, 2, 5, 70)] int anchors, [Values(1, 3, 16, 17, 65)] int dimension)
    {
        LossInput input = new(loss, anchors, dimension);
        LossResult full = loss.Create().Evaluate(input.Batch, input.Outputs);
        loss.Create().Evaluate(input.Batch).ShouldBe(full);
    }

    [Test]
    public void Evaluate_Twice_GivesTheSameBits()
    {
        (LossInput first, LossInput second) = (new(loss, 70, 33), new(loss, 70, 33));
        ILoss shared = loss.Create();
        shared.Evaluate(first.Batch, first.Outputs).ShouldBe(shared.Evaluate(second.Batch, second.Outputs));
        second.Written.ShouldBe(first.Written);
    }

    [Test]
    public void Evaluate_FromManyThreads_GivesTheSameBits()
    {
        LossInput expected = new(loss, 20, 9);
        ILoss shared = loss.Create();
        LossResult result = shared.Evaluate(expected.Batch, expected.Outputs);
        Parallel.For(0, 64, _ =>
        {
            LossInput input = new(loss, 20, 9);
            shared.Evaluate(input.Batch, input.Outputs).ShouldBe(result);
            input.Written.ShouldBe(expected.Written);
        });
    }

    [Test]
    public void Evaluate_AnyDimension_MatchesOracle([Range(1, 65)] int dimension)
    {
        LossInput input = new(loss, 3, dimension);
        double value = loss.Create().Evaluate(input.Batch, input.Outputs).Value;

        (double[,] a, double[,] c) = (Oracle.ToDouble(input.Anchors), Oracle.ToDouble(input.Candidates));
        double expected = loss.Oracle(a, c, input.Relations);
        value.ShouldBe(expected, Math.Max(1e-6, 1e-5 * expected));
        input.GradientsShouldMatchOracle(loss, loss.GradientError);
    }

    [Test]
    public void Evaluate_SmallBatches_WriteEveryOutput([Values(0, 1, 2)] int anchors)
    {
        LossInput input = new(loss, anchors, 4);
        LossResult result = loss.Create().Evaluate(input.Batch, input.Outputs);
        double.IsFinite(result.Value).ShouldBeTrue();
        (result.Terms > 0 || result.Value == 0).ShouldBeTrue();
        input.Written.ShouldAllBe(x => float.IsFinite(x) && x != LossInput.Sentinel && (result.Terms > 0 || x == 0));
    }

    [Test]
    public void Evaluate_StepAgainstTheGradient_LowersTheValue()
    {
        LossInput input = new(loss, 6, 8);
        double before = loss.Create().Evaluate(input.Batch, input.Outputs).Value;
        double square = input.Gradients.Sum(static g => (double)g * g);
        float rate = (float)(1e-2 / Math.Sqrt(square));
        Subtract(input.Anchors, input.AnchorGradients, rate);
        Subtract(input.Candidates, input.CandidateGradients, rate);
        double after = loss.Create().Evaluate(input.Batch).Value;
        double expected = loss.OracleWithConstantsOf is null ? rate * square : before - after;
        (before - after).ShouldBe(expected, 0.2 * rate * square);
        after.ShouldBeLessThan(before);
    }

    [Test]
    public void Evaluate_Accumulate_AddsTheScaledGradientAndLeavesTheValue()
    {
        (LossInput plain, LossInput added) = (new(loss, 5, 7), new(loss, 5, 7));
        LossResult result = loss.Create().Evaluate(plain.Batch, plain.Outputs);
        loss.Create().Evaluate(added.Batch, added.Outputs with { Accumulate = true, Scale = -0.25f }).ShouldBe(result);

        double[] expected = [.. plain.Gradients.Select(static g => LossInput.Sentinel - (0.25 * g))];
        new Tolerance(1e-5, 1e-6).ShouldAccept([.. added.Gradients], expected);
        added.RowValues.ShouldBe(plain.RowValues);
    }

    [Test]
    public void Evaluate_OutputsChangedFromTheDefault_HaveScaleOne()
    {
        (LossInput plain, LossInput other) = (new(loss, 5, 7), new(loss, 5, 7));
        loss.Create().Evaluate(plain.Batch, plain.Outputs);
        LossOutputs outputs = default;
        loss.Create().Evaluate(other.Batch, outputs with { AnchorGradients = other.AnchorGradients });
        other.AnchorGradients.ShouldBe(plain.AnchorGradients);
    }

    [Test]
    public void Evaluate_OneGradientAlone_IsTheSameToTheBit()
    {
        (LossInput both, LossInput one) = (new(loss, 5, 7), new(loss, 5, 7));
        loss.Create().Evaluate(both.Batch, both.Outputs);
        loss.Create().Evaluate(one.Batch, new LossOutputs { AnchorGradients = one.AnchorGradients });
        one.AnchorGradients.ShouldBe(both.AnchorGradients);
        if (!loss.OneMatrix)
        {
            loss.Create().Evaluate(one.Batch, new LossOutputs { CandidateGradients = one.CandidateGradients });
            one.CandidateGradients.ShouldBe(both.CandidateGradients);
        }
    }

    [Test]
    public void Evaluate_StridedViews_GiveTheSameBitsAndLeaveTheGapsAlone()
    {
        LossInput packed = new(loss, 5, 7);
        LossResult result = loss.Create().Evaluate(packed.Batch, packed.Outputs);
        float[] wide = new float[5 * 10];
        new ReadOnlyMatrixSpan(packed.Anchors.Cast<float>().ToArray(), 5, 7).CopyTo(new MatrixSpan(wide, 5, 7, 10));
        float[] gradients = new float[5 * 10];
        ReadOnlyMatrixSpan anchors = new(wide, 5, 7, 10);
        ContrastiveBatch batch = loss.OneMatrix ? new(anchors, packed.Relations) : new(anchors, packed.Candidates, packed.Relations);
        loss.Create().Evaluate(batch, new LossOutputs { AnchorGradients = new MatrixSpan(gradients, 5, 7, 10) }).ShouldBe(result);

        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i].ShouldBe(i % 10 < 7 ? packed.AnchorGradients[i / 10, i % 10] : 0f);
        }
    }

    [Test]
    public void Evaluate_ZeroRow_HasGradientExactlyZeroAndIsCounted()
    {
        LossInput input = new(loss, 5, 7);
        ((MatrixSpan)input.Anchors).SliceRows(2, 1).Fill(0);
        LossResult result = loss.Create().Evaluate(input.Batch, input.Outputs);
        result.ZeroRows.ShouldBe(1);
        input.Written.ShouldAllBe(static x => float.IsFinite(x));
        if (loss.IsCosine)
        {
            Enumerable.Range(0, 7).ShouldAllBe(d => input.AnchorGradients[2, d] == 0f);
        }
    }

    [Test]
    public void Evaluate_AfterTheFirstCall_AllocatesNothing()
    {
        LossInput input = new(loss, 24, 40);
        ILoss shared = loss.Create();

        // No collection from here on: after one, the pools give up arrays that have not been used for a while, and the next call would have to rent new ones.
        GC.TryStartNoGCRegion(16 << 20).ShouldBeTrue();
        try
        {
            GC.WaitForPendingFinalizers();
            for (int i = 0; i < 3; i++)
            {
                shared.Evaluate(input.Batch, input.Outputs);
                shared.Evaluate(input.Batch);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            shared.Evaluate(input.Batch, input.Outputs);
            shared.Evaluate(input.Batch);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    [Test]
    public void Evaluate_PermutedRows_PermutesTheGradients([Values(2, 5, 40)] int anchors)
    {
        LossInput input = new(loss, anchors, 9);
        int[] order = PermutedRelations.Order(anchors, seed: 5);
        (PairRelations relations, int[] candidates) = PermutedRelations.Of(input.Relations, order, loss.OneMatrix);
        LossInput permuted = new(loss with { Relations = _ => relations }, anchors, 9);
        PermutedRelations.Reorder(input.Anchors, permuted.Anchors, order);
        PermutedRelations.Reorder(input.Candidates, permuted.Candidates, candidates);

        LossResult expected = loss.Create().Evaluate(input.Batch, input.Outputs);
        LossResult got = loss.Create().Evaluate(permuted.Batch, permuted.Outputs);

        bool edgeBelongsToEitherEnd = PermutedRelations.IsGraph(input.Relations);
        got.ShouldBe(expected with { Value = got.Value, RowsWithoutPositives = edgeBelongsToEitherEnd ? got.RowsWithoutPositives : expected.RowsWithoutPositives });
        got.Value.ShouldBe(expected.Value, 1e-5 * Math.Max(0.1, expected.Value));
        Tolerance tolerance = new(2e-6, 2e-5);
        if (relations is PermutedRelations rows)
        {
            tolerance.ShouldAccept(permuted.RowValues, [.. rows.RowOrder.Select(row => (double)input.RowValues[row])], "row values");
        }

        tolerance.ShouldAccept(PermutedRelations.Rows(permuted.AnchorGradients), PermutedRelations.Doubles(input.AnchorGradients, order), "anchor gradients");
        if (!loss.OneMatrix)
        {
            tolerance.ShouldAccept(PermutedRelations.Rows(permuted.CandidateGradients), PermutedRelations.Doubles(input.CandidateGradients, candidates), "candidate gradients");
        }
    }

    [Test]
    public void Evaluate_ScaledEmbeddings_ValueStaysAndGradientScalesBack([Values(1e-25f, 1e25f)] float factor)
    {
        (LossInput plain, LossInput scaled) = (new(loss, 5, 33), new(loss, 5, 33));
        foreach (float[,] matrix in loss.OneMatrix ? (float[][,])[scaled.Anchors] : [scaled.Anchors, scaled.Candidates])
        {
            TensorPrimitives.Multiply(((MatrixSpan)matrix).Values, factor, ((MatrixSpan)matrix).Values);
        }

        double value = loss.Create().Evaluate(plain.Batch, plain.Outputs).Value;
        double scaledValue = loss.Create().Evaluate(scaled.Batch, scaled.Outputs).Value;
        if (loss.IsCosine)
        {
            scaledValue.ShouldBe(value, 1e-6 * Math.Max(0.1, value));
            new Tolerance(2e-6, 1e-4).ShouldAccept([.. scaled.Gradients.Select(g => g * factor)], [.. plain.Gradients.Select(static g => (double)g)]);
        }
    }

    [Test]
    [NonParallelizable]
    public void Evaluate_AnyNumberOfThreads_GivesTheSameBits()
    {
        int threads = ComputeThreads.MaxDegreeOfParallelism;
        try
        {
            LossInput expected = new(loss, 400, 130);
            ComputeThreads.MaxDegreeOfParallelism = 1;
            LossResult result = loss.Create().Evaluate(expected.Batch, expected.Outputs);
            foreach (int degree in (int[])[2, 8])
            {
                ComputeThreads.MaxDegreeOfParallelism = degree;
                LossInput input = new(loss, 400, 130);
                loss.Create().Evaluate(input.Batch, input.Outputs).ShouldBe(result, $"{degree} threads");
                input.Written.SequenceEqual(expected.Written).ShouldBeTrue($"gradients and row values of {degree} threads");
            }
        }
        finally
        {
            ComputeThreads.MaxDegreeOfParallelism = threads;
        }
    }

    private static void Subtract(float[,] target, float[,] gradient, float rate)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            target[i / gradient.GetLength(1), i % gradient.GetLength(1)] -= rate * gradient[i / gradient.GetLength(1), i % gradient.GetLength(1)];
        }
    }
}
