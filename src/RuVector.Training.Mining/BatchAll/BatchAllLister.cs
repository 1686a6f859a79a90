using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Lists the active triplets of each row.</summary>
internal readonly ref struct BatchAllLister(ScoreOrder order, float margin, List<Triplet> triplets) : IRowVisitor
{
    private readonly ScoreOrder _order = order;

    public void Visit(in ScoreRow row)
    {
        for (int p = 0; p < row.Positives.Length; p++)
        {
            double bound = (double)_order.Closeness(row.Positives[p]) - margin;
            for (int n = 0; n < row.Negatives.Length && double.IsFinite(bound); n++)
            {
                float closeness = _order.Closeness(row.Negatives[n]);
                if (float.IsFinite(closeness) && closeness > bound)
                {
                    triplets.Add(new Triplet(row.Anchor, row.PositiveIndices[p], row.NegativeIndex(n)));
                }
            }
        }
    }
}
