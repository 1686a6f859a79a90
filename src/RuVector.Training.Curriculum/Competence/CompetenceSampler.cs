using RuVector.Training.Numerics;

namespace RuVector.Training.Curriculum;

/// <summary>Draws examples that are easy enough for the competence at a step.</summary>
/// <remarks>
/// <para>The rank of an example is the part of all examples that are as easy or easier: ties share one. At step t every example whose rank is at or below the competence c(t) is allowed, and at least the easiest ones are. A batch
/// is drawn from those, each as likely as the other and none twice.</para>
/// <para>A pure function of the seed and the step: a resumed run draws what the first would have. Immutable and safe for concurrent use if the competence is.</para>
/// <para>Source: Platanios et al., "Competence-based Curriculum Learning for Neural Machine Translation", 2019, algorithm 1; there a batch may hold an example twice, which in a batch of contrasts would be a false negative.</para>
/// </remarks>
public sealed class CompetenceSampler
{
    private readonly IScheduler _competence;
    private readonly ulong _seed;

    // Examples from easy to hard; and, for each group of equals, how many examples there are up to its end, and that as a part of all.
    private readonly int[] _order;
    private readonly int[] _ends;
    private readonly float[] _ranks;

    /// <summary>Creates a sampler.</summary>
    /// <param name="difficulties">How hard each example is, on any scale: only the order counts. Finite; at least one; copied.</param>
    /// <param name="competence">Part of the examples that is allowed at a step, such as a <see cref="CompetenceScheduler"/>.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="ArgumentException">There is no example.</exception>
    /// <exception cref="NonFiniteValueException">A difficulty is NaN or infinite.</exception>
    public CompetenceSampler(ReadOnlySpan<float> difficulties, IScheduler competence, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(competence);
        DifficultyGuard.CheckFinite(difficulties, nameof(difficulties));
        if (difficulties.IsEmpty)
        {
            throw new ArgumentException("Expected the difficulties of at least one example, but got none.", nameof(difficulties));
        }

        float[] sorted = difficulties.ToArray();
        _order = [.. Enumerable.Range(0, sorted.Length).OrderBy(example => sorted[example])];
        Array.Sort(sorted);
        _ends = [.. Enumerable.Range(1, sorted.Length).Where(end => end == sorted.Length || sorted[end] != sorted[end - 1])];
        _ranks = Array.ConvertAll(_ends, end => (float)(end / (double)sorted.Length));
        (_competence, _seed) = (competence, seed);
    }

    /// <summary>Gets the number of examples.</summary>
    public int Count => _order.Length;

    /// <summary>Gets the number of examples that are allowed at a step.</summary>
    /// <param name="step">Steps taken so far; 0 at the start.</param>
    /// <returns>From 1 to <see cref="Count"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public int AllowedAt(long step)
    {
        ScheduleGuard.CheckPosition(step);
        float competence = _competence.ValueAt(step);
        int group = 0;
        int after = _ranks.Length;
        while (after - group > 1)
        {
            int middle = group + ((after - group) / 2);
            (group, after) = _ranks[middle] <= competence ? (middle, after) : (group, middle);
        }

        return _ends[group];
    }

    /// <summary>Draws a batch.</summary>
    /// <param name="step">Steps taken so far; 0 at the start. The same step gives the same batch.</param>
    /// <param name="examples">Overwritten with the numbers of the examples, in random order; what is not filled is left as it was.</param>
    /// <returns>How many were drawn: all of the batch, or as many as are allowed if those are fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public int Sample(long step, Span<int> examples)
    {
        int allowed = AllowedAt(step);
        Span<int> drawn = examples[..Math.Min(examples.Length, allowed)];
        KeyedRandom random = new(_seed, RandomPurpose.Curriculum, step);
        using RentedArray<ulong> taken = new((allowed + 63) / 64);
        taken.Span.Clear();

        // Floyd: each of the last numbers that might be drawn lets an earlier one in, or comes in itself if that is there already.
        for (int i = 0; i < drawn.Length; i++)
        {
            int last = allowed - drawn.Length + i;
            int number = random.NextInt32(last + 1);
            number = IsTaken(taken.Span, number) ? last : number;
            taken.Span[number >> 6] |= 1UL << number;
            drawn[i] = _order[number];
        }

        random.Shuffle(drawn);
        return drawn.Length;
    }

    private static bool IsTaken(ReadOnlySpan<ulong> taken, int number) => (taken[number >> 6] >> number & 1) != 0;
}
