namespace RuVector.Training.Benchmarks;

/// <summary>Measures a limit on one thread, or on several that start together.</summary>
internal static class LimitSampler
{
    private const double LeastSeconds = 3e-3;

    /// <summary>One sample, in runs of the whole work.</summary>
    public static Sample Take(Limit limit, int threads)
    {
        if (threads == 1)
        {
            return Sampler.Take(() => limit.Run(0, 1), LeastSeconds);
        }

        Sample alone = Sampler.Take(() => limit.Run(0, threads), 0);
        int runs = (int)Math.Ceiling(LeastSeconds / alone.Seconds);
        using Barrier start = new(threads);
        Sample[] samples = new Sample[threads];
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(part => new Thread(() => samples[part] = RunPart(part)))];
        Array.ForEach(others, thread => thread.Start());
        samples[0] = RunPart(0);
        Array.ForEach(others, thread => thread.Join());
        return new Sample(samples.Max(sample => sample.Seconds) / runs, samples.All(sample => sample.Undisturbed));

        Sample RunPart(int part)
        {
            start.SignalAndWait();
            return Sampler.Once(() => Repeat(limit, part, threads, runs));
        }
    }

    private static void Repeat(Limit limit, int part, int parts, int runs)
    {
        for (int i = 0; i < runs; i++)
        {
            limit.Run(part, parts);
        }
    }
}
