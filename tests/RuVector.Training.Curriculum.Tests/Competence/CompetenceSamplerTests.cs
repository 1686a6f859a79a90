using RuVector.Training.Numerics;

namespace RuVector.Training.Curriculum.Tests;

public sealed class CompetenceSamplerTests
{
    // Ranks: 0.2 (example 3), 0.6 (1 and 4), 0.8 (0), 1 (2).
    private static readonly float[] _five = [7, 2, 9, -1, 2];

    [TestCase(0.01f, 1)]
    [TestCase(0.2f, 1)]
    [TestCase(0.59f, 1)]
    [TestCase(0.6f, 3)]
    [TestCase(0.79f, 3)]
    [TestCase(0.8f, 4)]
    [TestCase(1f, 5)]
    public void AllowedAt_Competence_CountsExamplesUpToTheRankWithTiesTogether(float competence, int expected) => Sampler(_five, competence).AllowedAt(0).ShouldBe(expected);

    [Test]
    public void AllowedAt_EveryRankOfAnyCount_IsReachedByTheCompetenceEqualToIt()
    {
        for (int count = 1; count <= 300; count++)
        {
            float[] difficulties = [.. Enumerable.Range(0, count).Select(static i => (float)i)];
            for (int rank = 1; rank <= count; rank++)
            {
                Sampler(difficulties, (float)(rank / (double)count)).AllowedAt(0).ShouldBe(rank, $"{rank} of {count}");
            }
        }
    }

    [Test]
    public void AllowedAt_EqualDifficulties_AreAllAllowedAtOnce() => Sampler([4, 4, 4], 0.01f).AllowedAt(0).ShouldBe(3);

    [Test]
    public void AllowedAt_Steps_FollowsTheCompetence()
    {
        CompetenceSampler sampler = new([.. Enumerable.Range(0, 100).Select(static i => (float)i)], new CompetenceScheduler(0.1f, 10, 1), 1);

        new long[] { 0, 5, 10, 1_000_000_000_000 }.Select(sampler.AllowedAt).ShouldBe([10, 55, 100, 100]);
    }

    [TestCase(0.2f, new[] { 3 })]
    [TestCase(0.6f, new[] { 1, 3, 4 })]
    [TestCase(1f, new[] { 0, 1, 2, 3, 4 })]
    public void Sample_RoomForAll_DrawsEveryAllowedExampleOnce(float competence, int[] expected)
    {
        int[] batch = [-1, -1, -1, -1, -1, -1];

        int drawn = Sampler(_five, competence).Sample(3, batch);

        drawn.ShouldBe(expected.Length);
        batch[..drawn].Order().ShouldBe(expected);
        batch[drawn..].ShouldAllBe(static example => example == -1);
    }

    [Test]
    public void Sample_ManySteps_DrawsDistinctAllowedExamples()
    {
        float[] difficulties = Difficulties(500);
        CompetenceSampler sampler = new(difficulties, new CompetenceScheduler(0.02f, 300), 5);
        int[] batch = new int[32];
        for (long step = 0; step < 400; step++)
        {
            int drawn = sampler.Sample(step, batch);

            int allowed = sampler.AllowedAt(step);
            float hardest = difficulties.Order().ElementAt(allowed - 1);
            drawn.ShouldBe(Math.Min(32, allowed));
            batch[..drawn].Distinct().Count().ShouldBe(drawn);
            batch[..drawn].ShouldAllBe(example => difficulties[example] <= hardest);
        }
    }

    [Test]
    public void Sample_SameSeedAndStep_DrawsTheSameInAnyOrderOfCalls()
    {
        (CompetenceSampler one, CompetenceSampler other) = (Sampler(Difficulties(200), 0.5f), Sampler(Difficulties(200), 0.5f));

        int[][] forwards = [.. Enumerable.Range(0, 20).Select(step => Batch(one, step))];
        int[][] backwards = [.. Enumerable.Range(0, 20).Reverse().Select(step => Batch(other, step))];

        backwards.Reverse().ShouldBe(forwards);
        forwards.Select(static batch => string.Join(",", batch)).Distinct().Count().ShouldBe(20);
        Batch(new CompetenceSampler(Difficulties(200), new ConstantScheduler(0.5f), 8), 0).ShouldNotBe(forwards[0]);
    }

    [Test]
    public void Sample_ManySteps_EveryAllowedExampleIsEquallyLikelyAtEveryPlace()
    {
        const int Steps = 20_000, Allowed = 25, Size = 5;
        CompetenceSampler sampler = Sampler(Difficulties(100), 0.25f);
        int[] places = new int[100 * Size];
        int[] pairs = new int[100 * 100];
        int[] batch = new int[Size];
        for (int step = 0; step < Steps; step++)
        {
            sampler.Sample(step, batch);
            for (int i = 0; i < Size; i++)
            {
                places[(batch[i] * Size) + i]++;
                for (int j = 0; j < Size; j++)
                {
                    pairs[(batch[i] * 100) + batch[j]] += i == j ? 0 : 1;
                }
            }
        }

        // Deviations of counts by their standard deviation; of 125 and 600 counts the largest is about 3, and 5 has a chance below 1 in 2000.
        double perPlace = Steps / (double)Allowed;
        places.Count(static count => count > 0).ShouldBe(Allowed * Size);
        places.Where(static count => count > 0).Max(count => Math.Abs(count - perPlace)).ShouldBeInRange(Math.Sqrt(perPlace), 5 * Math.Sqrt(perPlace));
        double perPair = Steps * (Size * (Size - 1.0)) / (Allowed * (Allowed - 1.0));
        pairs.Count(static count => count > 0).ShouldBe(Allowed * (Allowed - 1));
        pairs.Where(static count => count > 0).Max(count => Math.Abs(count - perPair)).ShouldBeInRange(Math.Sqrt(perPair), 5 * Math.Sqrt(perPair));
    }

    [Test]
    public void Sample_AfterTheFirstCall_AllocatesNothing()
    {
        CompetenceSampler sampler = Sampler(Difficulties(1000), 1f);
        int[] batch = new int[64];
        sampler.Sample(0, batch);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (long step = 0; step < 100; step++)
        {
            sampler.Sample(step, batch);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Test]
    public void Sample_NoRoom_DrawsNothing() => Sampler(_five, 1f).Sample(0, []).ShouldBe(0);

    [Test]
    public void Sample_NegativeStep_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Sampler(_five, 1f).Sample(-1, new int[2])).Message.ShouldStartWith("Expected a position of 0 or more, but got -1.");

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Constructor_DifficultyNotFinite_IsRefusedWithItsRow(float value)
    {
        NonFiniteValueException error = Should.Throw<NonFiniteValueException>(() => Sampler([1, 2, value], 1f));

        (error.Row, error.ParamName).ShouldBe((2, "difficulties"));
    }

    [Test]
    public void Constructor_NoExamples_IsRefused() =>
        Should.Throw<ArgumentException>(() => Sampler([], 1f)).Message.ShouldStartWith("Expected the difficulties of at least one example, but got none.");

    private static CompetenceSampler Sampler(float[] difficulties, float competence) => new(difficulties, new ConstantScheduler(competence), 7);

    private static int[] Batch(CompetenceSampler sampler, long step)
    {
        int[] batch = new int[16];
        sampler.Sample(step, batch).ShouldBe(16);
        return batch;
    }

    private static float[] Difficulties(int count)
    {
        KeyedRandom random = new(3, RandomPurpose.General);
        float[] difficulties = new float[count];
        for (int i = 0; i < count; i++)
        {
            difficulties[i] = (float)random.NextNormal();
        }

        return difficulties;
    }
}
