using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Two views of the same things: anchor i and candidate i. Candidates behind them have no part and gradient 0.</summary>
internal readonly ref struct PairedViews
{
    private PairedViews(in ContrastiveBatch batch, in LossOutputs outputs)
    {
        int pairs = batch.Anchors.Rows;
        First = batch.Anchors;
        Second = batch.Candidates.SliceRows(0, pairs);
        FirstGradients = outputs.AnchorGradients;
        SecondGradients = outputs.CandidateGradients.IsEmpty ? default : outputs.CandidateGradients.SliceRows(0, pairs);
        ZeroRows = UnitRows.CountZeroRows(batch.Anchors) + UnitRows.CountZeroRows(batch.Candidates);
    }

    /// <summary>Gets the anchors, shape <c>[N, D]</c>.</summary>
    public ReadOnlyMatrixSpan First { get; }

    /// <summary>Gets their candidates, shape <c>[N, D]</c>.</summary>
    public ReadOnlyMatrixSpan Second { get; }

    /// <summary>Gets where the gradient of the anchors goes, or nothing.</summary>
    public MatrixSpan FirstGradients { get; }

    /// <summary>Gets where the gradient of their candidates goes, or nothing.</summary>
    public MatrixSpan SecondGradients { get; }

    /// <summary>Gets the number of zero rows of anchors and candidates.</summary>
    public int ZeroRows { get; }

    /// <summary>Gets the number of pairs.</summary>
    public int Pairs => First.Rows;

    /// <summary>Checks a batch, and sets row values and the gradients of other candidates to 0.</summary>
    /// <exception cref="ArgumentException">The batch is not one of pairs, or has weights.</exception>
    public static PairedViews Of(in ContrastiveBatch batch, in LossOutputs outputs, string loss)
    {
        BatchGuard.Check(batch, outputs);
        DirectOutputs.RefuseWeights(batch, loss);
        if (!ArePairs(batch))
        {
            throw new ArgumentException("Expected pairs (candidate i the only positive of anchor i, none ignored), but got other relations.", nameof(batch));
        }

        PairedViews views = new(batch, outputs);
        outputs.RowValues.Clear();
        if (!outputs.CandidateGradients.IsEmpty)
        {
            DirectOutputs.PutZeros(outputs.CandidateGradients.SliceRows(views.Pairs, batch.Candidates.Rows - views.Pairs), outputs.Accumulate);
        }

        return views;
    }

    /// <summary>Says that there are too few pairs for statistics: value 0, gradient 0, each pair counted as one without anything to compare with.</summary>
    public LossResult TooFew(bool accumulate)
    {
        DirectOutputs.PutZeros(FirstGradients, accumulate);
        DirectOutputs.PutZeros(SecondGradients, accumulate);
        return new LossResult(0, 0, RowsWithoutNegatives: Pairs, ZeroRows: ZeroRows);
    }

    private static bool ArePairs(in ContrastiveBatch batch)
    {
        PairRelations relations = batch.Relations;
        bool arePairs = !batch.CandidatesAreAnchors && relations.RowCount == relations.AnchorCount && relations.CandidateCount >= relations.AnchorCount;
        for (int row = 0; arePairs && row < relations.RowCount; row++)
        {
            RelationRow relation = relations.GetRow(row);
            arePairs = relation.Anchor == row && relation.Self != row && relation.Positives is [int positive] && positive == row && relation.Ignored.BinarySearch(row) < 0;
        }

        return arePairs;
    }
}
