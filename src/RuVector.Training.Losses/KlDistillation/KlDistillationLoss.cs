using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>KL distillation: the softmax over an anchor's candidates should be the teacher's.</summary>
/// <remarks>
/// <para><c>L_i = T^2 KL( softmax(t_i / T_t) || softmax(s_i / T) )</c>, s the dot product or the cosine, t the teacher's scores.</para>
/// <para>The batch comes from <see cref="PairRelations.FromScoredPairs"/>, or from <see cref="PairRelations.FromLists"/> with values for both lists: positives and negatives are candidates alike. A term is a row with at least
/// two candidates; others teach nothing, give 0, and are counted as rows without positives or negatives. Under the cosine a zero vector has score 0 and gradient exactly 0. Immutable and thread safe.</para>
/// <para>Source: Hinton, Vinyals, Dean, "Distilling the Knowledge in a Neural Network", 2015.</para>
/// </remarks>
public sealed class KlDistillationLoss : ILoss
{
    private readonly float _temperature;
    private readonly float _teacherTemperature;
    private readonly ScoreMeasure _measure;
    private readonly Reduction _reduction;

    /// <summary>Creates the loss with default settings.</summary>
    public KlDistillationLoss()
        : this(new KlDistillationOptions())
    {
    }

    /// <summary>Creates the loss.</summary>
    /// <param name="options">The settings; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public KlDistillationLoss(KlDistillationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LossGuard.CheckSimilarity(options.Measure, "KL distillation", nameof(options));
        LossGuard.CheckDefined(options.Reduction, nameof(options));
        _temperature = LossGuard.CheckTemperature(options.Temperature, nameof(options));
        _teacherTemperature = LossGuard.CheckTemperature(options.TeacherTemperature, nameof(options));
        (_measure, _reduction) = (options.Measure, options.Reduction);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A pair has no teacher's score.</exception>
    public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default)
    {
        BatchGuard.RequireRelations(batch);
        ScoredRelations.Check(batch, takesNegatives: true);
        return ScoreEngine.Evaluate(batch, outputs, new KlDistillationRow(batch.Relations, _temperature, _teacherTemperature), _measure, _reduction);
    }
}
