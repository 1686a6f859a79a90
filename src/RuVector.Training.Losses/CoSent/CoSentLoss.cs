using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>CoSENT: pairs with a higher label should have a higher cosine, whatever the labels are.</summary>
/// <remarks>
/// <para><c>L = log(1 + sum over label_a &lt; label_b of exp((s_a - s_b) / t))</c> over all pairs of the batch, s the cosine; equal labels form no pair. The scale of other libraries is 1 / t.</para>
/// <para>The batch comes from <see cref="PairRelations.FromScoredPairs"/>, with labels as scores. It is one number for the whole batch and no sum over anchors: row values are 0 and anchor weights are refused. A term is a pair
/// of the relations, if any two labels differ; otherwise the value is 0 and there is none. An anchor without a pair is counted as one without positives.</para>
/// <para>Time is that of a sort of the pairs, memory linear in their number. A zero vector has cosine 0 and gradient exactly 0. Not thread safe while the temperature is being set; otherwise calls may run at once.</para>
/// <para>Source: Su, "CoSENT", 2022, in the form of sentence-transformers.</para>
/// </remarks>
public sealed class CoSentLoss : ILoss, IHasTemperature
{
    private float _temperature;

    /// <summary>Creates the loss with default settings.</summary>
    public CoSentLoss()
        : this(new CoSentOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public CoSentLoss(CoSentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _temperature = LossGuard.CheckTemperature(options.Temperature, nameof(options));
    }

    /// <inheritdoc/>
    public float Temperature
    {
        get => _temperature;
        set => _temperature = LossGuard.CheckTemperature(value, nameof(value));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A pair has no score, there are negatives or ignored pairs, or the batch has anchor weights.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        DirectOutputs.RefuseWeights(batch, "CoSENT");
        ScoredRelations.Check(batch, takesNegatives: false);
        CheckNoneIgnored(batch);
        using RentedArray<int> offsets = new(batch.Relations.RowCount);
        int pairs = ReadOffsets(batch.Relations, offsets.Span);
        using RentedArray<float> scores = new(pairs), labels = new(pairs);
        outputs.RowValues.Clear();
        LossResult counts = ScoreEngine.Evaluate(batch, default, new ListedScoresRow(offsets.Array, scores.Array, labels.Array), ScoreMeasure.Cosine, Reduction.Sum);
        double value = OrderedPairs.Evaluate(scores.Span, labels.Span, _temperature, out long ordered);
        if (outputs.WantsGradients)
        {
            LossOutputs gradients = new()
            {
                AnchorGradients = outputs.AnchorGradients,
                CandidateGradients = outputs.CandidateGradients,
                Accumulate = outputs.Accumulate,
                Scale = outputs.Scale,
            };
            ScoreEngine.Evaluate(batch, gradients, new ListedScoresRow(offsets.Array, scores.Array, labels: null), ScoreMeasure.Cosine, Reduction.Sum);
        }

        return counts with { Value = value, Terms = ordered == 0 ? 0 : counts.Terms };
    }

    private static void CheckNoneIgnored(in ContrastiveBatch batch)
    {
        for (int row = 0; row < batch.Relations.RowCount; row++)
        {
            if (!batch.Relations.GetRow(row).Ignored.IsEmpty)
            {
                throw new ArgumentException($"Expected no ignored pairs, but row {row} has some: leave them out of the scored pairs.", nameof(batch));
            }
        }
    }

    private static int ReadOffsets(PairRelations relations, Span<int> offsets)
    {
        int pairs = 0;
        for (int row = 0; row < relations.RowCount; row++)
        {
            offsets[row] = pairs;
            pairs = checked(pairs + relations.GetRow(row).Positives.Length);
        }

        return pairs;
    }
}
