using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>What all pair miners share.</summary>
internal static class PairMining
{
    /// <inheritdoc cref="IPairMiner.Mine"/>
    public static void Run<TSelection>(in ContrastiveBatch batch, ScoreMeasure measure, MinedPairs result, TSelection selection)
        where TSelection : struct, IPairSelection
    {
        ArgumentNullException.ThrowIfNull(result);
        BatchGuard.RequireRelations(batch);
        result.Reset();
        using RentedArray<int> positions = new(batch.Candidates.Rows), indices = new(batch.Candidates.Rows);
        using RentedArray<float> scores = new(batch.Candidates.Rows);
        PairVisitor<TSelection> visitor = new()
        {
            Selection = selection,
            Order = new ScoreOrder(measure),
            Result = result,
            Positions = positions.Span,
            Indices = indices.Span,
            Scores = scores.Span,
        };
        result.DroppedCandidates = ScoreEngine.Visit(new MiningRequest(batch.Anchors, batch.Candidates, batch.Relations, 0), measure, ref visitor);
    }
}
