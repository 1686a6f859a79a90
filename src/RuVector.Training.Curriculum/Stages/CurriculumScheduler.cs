namespace RuVector.Training.Curriculum;

/// <summary>Stages of training, one after the other, by the number of samples seen.</summary>
/// <remarks>
/// <para>With e_i the samples of the stages 0 to i together, the stage at n samples is the first with n &lt; e_i, or else the last. So a batch that crosses a boundary counts its remainder in the
/// next stage, a stage of 0 samples is skipped, and the last stage lasts for ever, whatever its samples.</para>
/// <para>A pure function: immutable and safe for concurrent use. <see cref="CreateCursor"/> gives a position that moves along.</para>
/// <para>Source: Bengio, Louradour, Collobert, Weston, "Curriculum Learning", 2009.</para>
/// </remarks>
public sealed class CurriculumScheduler : IScheduler<CurriculumStage>
{
    private readonly CurriculumStage[] _stages;
    private readonly long[] _ends;

    /// <summary>Creates a curriculum.</summary>
    /// <param name="stages">The stages in their order; copied.</param>
    /// <exception cref="ArgumentException">There is no stage, a stage is out of its ranges, or the samples of all stages are 0 or more than <see cref="long.MaxValue"/>.</exception>
    public CurriculumScheduler(IEnumerable<CurriculumStage> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        _stages = [.. stages];
        _ends = new long[_stages.Length];
        for (int i = 0; i < _stages.Length; i++)
        {
            StageGuard.Check(_stages[i], i, TotalSamples, nameof(stages));
            TotalSamples = _ends[i] = TotalSamples + _stages[i].Samples;
        }

        if (TotalSamples == 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected stages with 1 or more samples in all, but got 0 samples in {_stages.Length} stages."), nameof(stages));
        }

        Stages = Array.AsReadOnly(_stages);
    }

    /// <summary>Gets the stages in their order.</summary>
    public IReadOnlyList<CurriculumStage> Stages { get; }

    /// <summary>Gets the number of samples of all stages together.</summary>
    public long TotalSamples { get; }

    /// <summary>Creates a curriculum of equally long stages with more negatives and another temperature in each.</summary>
    /// <param name="stages">Number of stages, n; from 1 to 1000.</param>
    /// <param name="samplesPerStage">Samples of each stage; 1 or more.</param>
    /// <param name="negativesStart">Negatives per anchor in the first stage; 0 or more.</param>
    /// <param name="negativesEnd">Negatives per anchor in the last stage; 0 or more.</param>
    /// <param name="temperatureStart">Temperature in the first stage; in [1e-4, 1e4].</param>
    /// <param name="temperatureEnd">Temperature in the last stage; in [1e-4, 1e4].</param>
    /// <returns>The curriculum.</returns>
    /// <remarks>
    /// Stage i has difficulty <c>d = i / (n - 1)</c>, <c>start + (end - start) d</c> negatives, rounded with halves away from zero, and a temperature in the same way.
    /// A single stage has the values of the start.
    /// </remarks>
    /// <exception cref="ArgumentException">An argument is out of its range, or the samples of all stages are more than <see cref="long.MaxValue"/>.</exception>
    public static CurriculumScheduler Linear(int stages, long samplesPerStage, int negativesStart, int negativesEnd, float temperatureStart, float temperatureEnd)
    {
        if (stages is < 1 or > LinearCurriculumOptions.MaximumStages)
        {
            throw new ArgumentOutOfRangeException(
                nameof(stages), stages, FormattableString.Invariant($"Expected from 1 to {LinearCurriculumOptions.MaximumStages} stages, but got {stages}."));
        }

        ScheduleGuard.CheckLength(samplesPerStage, "samples per stage", nameof(samplesPerStage));
        long[] samples = new long[stages];
        Array.Fill(samples, samplesPerStage);
        return new LinearStages(negativesStart, negativesEnd, temperatureStart, temperatureEnd).Over(samples);
    }

    /// <summary>Creates a curriculum of four stages, each a quarter of the samples: warm-up, easy, medium, hard.</summary>
    /// <param name="totalSamples">Samples of all stages together; 1 or more. What four does not divide goes to the first stages.</param>
    /// <returns>The curriculum, with temperatures 2, 1, 0.5, 0.1, negatives 5, 10, 20, 50 and difficulties 0.1, 0.3, 0.6, 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="totalSamples"/> is less than 1.</exception>
    public static CurriculumScheduler EasyToHard(long totalSamples)
    {
        long[] samples = EvenParts.Of(ScheduleGuard.CheckLength(totalSamples, "samples", nameof(totalSamples)), 4);
        return new CurriculumScheduler(
        [
            new CurriculumStage { Name = "warm-up", Difficulty = 0.1f, Samples = samples[0], Temperature = 2f, NegativesPerAnchor = 5 },
            new CurriculumStage { Name = "easy", Difficulty = 0.3f, Samples = samples[1], Temperature = 1f, NegativesPerAnchor = 10 },
            new CurriculumStage { Name = "medium", Difficulty = 0.6f, Samples = samples[2], Temperature = 0.5f, NegativesPerAnchor = 20 },
            new CurriculumStage { Name = "hard", Difficulty = 1f, Samples = samples[3], Temperature = 0.1f, NegativesPerAnchor = 50 },
        ]);
    }

    /// <summary>Gets the stage at a number of samples.</summary>
    /// <param name="position">Samples seen so far; 0 at the start.</param>
    /// <returns>The stage of the next sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public CurriculumStage ValueAt(long position)
    {
        ScheduleGuard.CheckPosition(position);
        int i = 0;
        while (i < _stages.Length - 1 && position >= _ends[i])
        {
            i++;
        }

        return _stages[i];
    }

    /// <summary>Gets how much of the curriculum is done at a number of samples.</summary>
    /// <param name="position">Samples seen so far; 0 at the start.</param>
    /// <returns>In [0, 1]; 1 from <see cref="TotalSamples"/> on.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public double ProgressAt(long position) => Interpolation.Fraction(position, TotalSamples);

    /// <summary>Creates a position in this curriculum, at its start.</summary>
    /// <returns>A new cursor, independent of others.</returns>
    public CurriculumCursor CreateCursor() => new(this);
}
