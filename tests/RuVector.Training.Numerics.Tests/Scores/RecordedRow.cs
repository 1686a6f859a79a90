namespace RuVector.Training.Numerics.Tests;

/// <summary>A copy of what a row function saw.</summary>
internal sealed record RecordedRow(int Row, int Anchor, int[] Positives, float[] PositiveValues, float[] PositiveScores, int[] Negatives, float[] NegativeScores)
{
    public static RecordedRow Of(in ScoreRow row)
    {
        int[] negatives = new int[row.Negatives.Length];
        for (int i = 0; i < negatives.Length; i++)
        {
            negatives[i] = row.NegativeIndex(i);
        }

        return new(row.Row, row.Anchor, row.PositiveIndices.ToArray(), row.PositiveValues.ToArray(), row.Positives.ToArray(), negatives, row.Negatives.ToArray());
    }

    /// <summary>Compares with what the relations say, candidate by candidate.</summary>
    public void ShouldSay(PairRelations relations, Func<int, bool> isUsable)
    {
        int[] candidates = [.. Enumerable.Range(0, relations.CandidateCount).Where(isUsable)];
        RelationRow relation = relations.GetRow(Row);

        Anchor.ShouldBe(relation.Anchor);
        Positives.ShouldBe([.. candidates.Where(c => relations.KindOf(Row, c) == PairKind.Positive)], $"positives of row {Row}");
        Negatives.ShouldBe([.. candidates.Where(c => relations.KindOf(Row, c) == PairKind.Negative)], ignoreOrder: true, $"negatives of row {Row}");
        PositiveValues.ShouldBe(relation.PositiveValues.IsEmpty ? [] : ValuesOf(relation, Positives), $"values of row {Row}");
    }

    private static float[] ValuesOf(RelationRow relation, int[] positives)
    {
        float[] values = new float[positives.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = relation.PositiveValues[relation.Positives.IndexOf(positives[i])];
        }

        return values;
    }
}

/// <summary>Records rows as a loss; the value is the number of pairs.</summary>
internal readonly struct RecordingLoss(List<RecordedRow> rows) : IRowLoss
{
    public RowValue Evaluate(in ScoreRow row)
    {
        rows.Add(RecordedRow.Of(row));
        row.PositiveGradients.ToArray().Concat(row.NegativeGradients.ToArray()).ShouldAllBe(static g => g == 0);
        int pairs = row.Positives.Length + row.Negatives.Length;
        return new RowValue(pairs, pairs);
    }
}

/// <summary>Records rows as a miner.</summary>
internal readonly struct RecordingVisitor(List<RecordedRow> rows) : IRowVisitor
{
    public void Visit(in ScoreRow row) => rows.Add(RecordedRow.Of(row));
}

/// <summary>The value of a row is the sum of c * score over its pairs, c from row and candidate: its derivative by each score is known.</summary>
internal readonly struct LinearLoss : IRowLoss
{
    public static float Coefficient(int row, int candidate) => ((((row * 31) + (candidate * 17)) % 11) - 5) / 4f;

    public RowValue Evaluate(in ScoreRow row)
    {
        double sum = 0;
        for (int i = 0; i < row.Positives.Length; i++)
        {
            float coefficient = Coefficient(row.Row, row.PositiveIndices[i]);
            sum += (double)coefficient * row.Positives[i];
            if (row.WantsGradients)
            {
                row.PositiveGradients[i] = coefficient;
            }
        }

        for (int i = 0; i < row.Negatives.Length; i++)
        {
            float coefficient = Coefficient(row.Row, row.NegativeIndex(i));
            sum += (double)coefficient * row.Negatives[i];
            if (row.WantsGradients)
            {
                row.NegativeGradients[i] = coefficient;
            }
        }

        return row.Positives.IsEmpty && row.Negatives.IsEmpty ? RowValue.None : new RowValue(sum, 1);
    }
}
