using System.Collections.Concurrent;
using System.Diagnostics;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A million changed files: none crashes, none hangs, none takes memory beyond its size, none loads wrongly.</summary>
[TestFixture]
[Category("Durability")]
public sealed class CheckpointMutationTests
{
    private const int Chunks = 100;
    private const int FilesPerChunk = 10_000;
    private const int FewestPerCode = 1000;
    private const int FixedBytes = 1 << 15;

    [Test]
    public void Read_AMillionChangedFiles_AreRefusedOrLoadWhatTheySay()
    {
        ConcurrentDictionary<CheckpointError, int> refused = new();
        int whole = 0;
        Parallel.For(0, Chunks, chunk =>
        {
            Dictionary<CheckpointError, int> counts = [];
            int loaded = Run((ulong)chunk, counts);
            Interlocked.Add(ref whole, loaded);
            foreach ((CheckpointError code, int count) in counts)
            {
                refused.AddOrUpdate(code, count, (_, sum) => sum + count);
            }
        });

        TestContext.Out.WriteLine($"whole {whole}, refused {string.Join(", ", refused.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}"))}");
        (whole + refused.Values.Sum()).ShouldBe(Chunks * FilesPerChunk);
        whole.ShouldBeGreaterThan(FewestPerCode);
        foreach (CheckpointError code in Forgeries.All.Select(static forgery => forgery.Code).Distinct())
        {
            refused.GetValueOrDefault(code).ShouldBeGreaterThanOrEqualTo(FewestPerCode, code.ToString());
        }
    }

    [Test]
    public void Harness_ReaderThatChecksNoHeaderDigest_IsFoundOut() =>
        Should.Throw<AssertionException>(static () => Run(1, [], blind: ForgedCheckpoint.Resealed));

    [Test]
    public void Harness_ReaderThatTakesMemoryByWhatIsDeclared_IsFoundOut() =>
        Should.Throw<AssertionException>(static () => Run(1, [], greedy: static file => file.Length < 8 ? 0 : (int)Math.Clamp(BitConverter.ToInt64(file), 0, 1 << 24)))
            .Message.ShouldStartWith("memory");

    // Half of the files break one known rule, or none; the other half is changed at random: there a file that loads must be one that was whole, or say so in every byte.
    private static int Run(ulong seed, Dictionary<CheckpointError, int> counts, Func<byte[], byte[]>? blind = null, Func<byte[], int>? greedy = null)
    {
        byte[][] files = [.. Enumerable.Range(0, 3).SelectMany(static n => Forgeries.Legal.Select(file => file(n)))];
        HashSet<string> known = [.. files.Select(Convert.ToHexString)];
        Mutator mutator = new(seed, files);
        int whole = 0;
        for (int i = 0; i < FilesPerChunk; i++)
        {
            (CheckpointError? code, byte[] file) = Next(mutator, i % 2 == 0);
            byte[] seen = blind?.Invoke(file) ?? file;
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            GC.KeepAlive(greedy is null ? null : new byte[greedy(file)]);
            Checkpoint? checkpoint = CheckpointBytes.TryRead(seen, out CheckpointException? refusal);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Require(allocated <= (4L * file.Length) + FixedBytes, $"memory: {allocated} bytes for {file.Length} of {seed}/{i}");
            Require(Stopwatch.GetElapsedTime(start).TotalSeconds < 10, $"hang: {seed}/{i}");
            Require(code is null || refusal?.Code == code, $"code: {refusal?.Message} of {seed}/{i}, expected {code}");
            if (refusal is not null)
            {
                counts[refusal.Code] = counts.GetValueOrDefault(refusal.Code) + 1;
                continue;
            }

            Require(i % 2 == 0 ? Forgeries.IsWhole(checkpoint!) : Forgeries.HasItsTensors(checkpoint!) && (known.Contains(Convert.ToHexString(file)) || IsResealed(file)), $"wrong: {seed}/{i} loads");
            whole++;
        }

        return whole;
    }

    private static (CheckpointError? Code, byte[] File) Next(Mutator mutator, bool byRule)
    {
        if (!byRule)
        {
            return (null, mutator.Mutate());
        }

        int rule = mutator.Next(Forgeries.All.Count + Forgeries.Legal.Count);
        int n = mutator.Next(100_000);
        return rule < Forgeries.All.Count ? (Forgeries.All[rule].Code, Forgeries.All[rule].File(n)) : (null, Forgeries.Legal[rule - Forgeries.All.Count](n));
    }

    // Texts may differ where the mutator made the digest right again; the tensors were compared.
    private static bool IsResealed(byte[] file) => file.AsSpan().SequenceEqual(ForgedCheckpoint.Resealed(file));

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new AssertionException(message);
        }
    }
}
