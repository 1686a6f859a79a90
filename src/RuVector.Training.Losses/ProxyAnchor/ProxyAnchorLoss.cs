using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>Proxy-anchor loss: every proxy pulls the embeddings of its class and pushes all others, the hardest the most.</summary>
/// <remarks>
/// <para><c>L = mean over proxies with an embedding in the batch of log(1 + sum_pos exp(-alpha (s - delta))) + mean over all proxies of log(1 + sum_neg exp(alpha (s + delta)))</c>, s the cosine.</para>
/// <para>The anchors are the proxies, the candidates the embeddings: <c>new ContrastiveBatch(proxies, embeddings, PairRelations.FromLabels(classes, labels))</c>, the other way round than for losses whose terms belong to
/// embeddings. A term is a proxy with any embedding to compare with; its row value is the sum of its two parts. Anchor weights weigh proxies, in the sums and in the divisors.</para>
/// <para>A zero vector has cosine 0 with everything and gradient 0. The maximum is taken out of all exponentials. Immutable and thread safe.</para>
/// <para>Source: Kim, Kim, Cho, Kwak, "Proxy Anchor Loss for Deep Metric Learning", 2020.</para>
/// </remarks>
public sealed class ProxyAnchorLoss : ILoss
{
    private readonly float _scale;
    private readonly float _margin;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public ProxyAnchorLoss()
        : this(new ProxyAnchorOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ProxyAnchorLoss(ProxyAnchorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _scale = LossGuard.CheckNonNegative(options.Scale, "scale", nameof(options));
        _margin = LossGuard.CheckNonNegative(options.Margin, "margin", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.Check(batch, outputs);
        (double present, double all) = _reduction == Reduction.Sum ? (1, 1) : SumWeights(batch);
        ProxyAnchorRow row = new(_scale, _margin, Inverse(present), Inverse(all), outputs.Scale);
        LossResult result = ScoreEngine.Evaluate(batch, outputs with { Scale = 1 }, row, ScoreMeasure.Cosine, Reduction.Sum, out ScalarGradients shares);
        return result with { Value = shares.First };
    }

    private static (double Present, double All) SumWeights(in ContrastiveBatch batch)
    {
        (double present, double all) = (0, 0);
        for (int row = 0; row < batch.Relations.RowCount; row++)
        {
            RelationRow relation = batch.Relations.GetRow(row);
            double weight = batch.AnchorWeights.IsEmpty ? 1 : batch.AnchorWeights[relation.Anchor];
            all += weight;
            present += HasPositive(relation) ? weight : 0;
        }

        return (present, all);
    }

    private static bool HasPositive(RelationRow row)
    {
        foreach (int candidate in row.Positives)
        {
            if (candidate != row.Self && row.Ignored.BinarySearch(candidate) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static double Inverse(double weight) => weight == 0 ? 0 : 1 / weight;
}
