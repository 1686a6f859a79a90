using RuVector.Training.Data;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.AI.Tests;

[TestFixture]
public sealed class EmbeddingCacheTests
{
    private static readonly (CacheKey Key, float[] Vector)[] _entries =
    [
        (CacheKey.Of("a"), [1, 2, 3]),
        (CacheKey.Of("b"), [-1.5f]),
        (CacheKey.Of("c"), [.. Enumerable.Range(0, 12).Select(static i => i / 7f)]),
        (CacheKey.Of("d"), [4, 5]),
    ];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Open_AgainAfterAdding_HasEverything()
    {
        byte[] written = Written();

        using EmbeddingCache cache = EmbeddingCache.Open(_folder.Path);

        (cache.Count, cache.CutBytes, cache.DamagedBytes).ShouldBe((4, 0, 0));
        Got(cache).ShouldBe([0, 1, 2, 3]);
        written.Length.ShouldBe(8 + _entries.Sum(static entry => CacheRecord.SizeOf(entry.Vector.Length)));
    }

    [Test]
    public void Add_KnownKey_KeepsTheFirst()
    {
        using EmbeddingCache cache = EmbeddingCache.Open(_folder.Path);
        cache.Add(_entries[0].Key, [1]);
        cache.Add(_entries[0].Key, [2]);

        cache.TryGet(_entries[0].Key, out float[] vector).ShouldBeTrue();
        vector.ShouldBe([1f]);
    }

    /// <summary>What a kill may leave: any prefix of the file. What is whole in it is there, the rest is cut off and counted, and the cache goes on.</summary>
    [Test]
    public void Open_TruncatedAtEveryByte_KeepsThePrefixOfRecords()
    {
        byte[] written = Written();
        for (int length = 0; length <= written.Length; length++)
        {
            File.WriteAllBytes(File_, written[..length]);
            int whole = 0;
            int end = 8;
            while (whole < _entries.Length && end + CacheRecord.SizeOf(_entries[whole].Vector.Length) <= length)
            {
                end += CacheRecord.SizeOf(_entries[whole++].Vector.Length);
            }

            using (EmbeddingCache cache = EmbeddingCache.Open(_folder.Path))
            {
                Got(cache).ShouldBe(Enumerable.Range(0, whole));
                (cache.CutBytes, cache.DamagedBytes).ShouldBe((Math.Max(0, length - end), 0));
                new FileInfo(File_).Length.ShouldBe(end);
                AddAll(cache);
            }

            File.ReadAllBytes(File_).ShouldBe(written);
        }
    }

    /// <summary>Every single bit: the damaged record is gone and counted, the others are there, and no vector is wrong.</summary>
    [Test]
    public void Open_EveryBitFlipped_LosesThatRecordAlone()
    {
        byte[] written = Written();
        int first = 8;
        for (int entry = 0; entry < _entries.Length; entry++)
        {
            int size = CacheRecord.SizeOf(_entries[entry].Vector.Length);
            for (int bit = 8 * first; bit < 8 * (first + size); bit++)
            {
                byte[] flipped = [.. written];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(File_, flipped);

                using EmbeddingCache cache = EmbeddingCache.Open(_folder.Path);

                Got(cache).ShouldBe(Enumerable.Range(0, _entries.Length).Where(other => other != entry));
                (cache.CutBytes + cache.DamagedBytes).ShouldBe(size);
            }

            first += size;
        }
    }

    [Test]
    public void Open_AnyBitOfTheStartFlipped_IsRefusedAndLeftAlone()
    {
        byte[] written = Written();
        for (int bit = 0; bit < 64; bit++)
        {
            byte[] flipped = [.. written];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(File_, flipped);

            Should.Throw<TrainingDataException>(() => EmbeddingCache.Open(_folder.Path)).Reason
                .ShouldBe("Expected a cache of embeddings of version 1, but the file starts with other bytes. Move it away, or name another folder.");
            File.ReadAllBytes(File_).ShouldBe(flipped);
        }
    }

    [Test]
    public void Open_ManyRecordsOfManySizes_AreAllFound()
    {
        Random random = new(3);
        List<(CacheKey Key, float[] Vector)> entries = [.. Enumerable.Range(0, 300).Select(i => (CacheKey.Of($"{i}"), Enumerable.Range(1, random.Next(1, i % 50 == 0 ? CacheRecord.MaxDimension : 400)).Select(static v => (float)v).ToArray()))];
        using (EmbeddingCache cache = EmbeddingCache.Open(_folder.Path))
        {
            entries.ForEach(entry => cache.Add(entry.Key, entry.Vector));
        }

        using EmbeddingCache again = EmbeddingCache.Open(_folder.Path);

        (again.Count, again.CutBytes, again.DamagedBytes).ShouldBe((300, 0, 0));
        foreach ((CacheKey key, float[] expected) in entries)
        {
            again.TryGet(key, out float[] vector).ShouldBeTrue();
            vector.AsSpan().SequenceEqual(expected).ShouldBeTrue();
        }
    }

    [Test]
    public void TryGet_DamagedWhileOpen_IsMissingAndCanBeAddedAgain()
    {
        Written();
        using EmbeddingCache cache = EmbeddingCache.Open(_folder.Path);
        Damage(offset: 8 + 45);

        cache.TryGet(_entries[0].Key, out _).ShouldBeFalse();
        cache.Add(_entries[0].Key, _entries[0].Vector);

        Got(cache).ShouldBe([0, 1, 2, 3]);
    }

    [Test]
    public void Open_InUse_IsRefusedUntilDisposed()
    {
        using (EmbeddingCache.Open(_folder.Path))
        {
            Should.Throw<IOException>(() => EmbeddingCache.Open(_folder.Path)).Message.ShouldStartWith($"Expected to be the only user of the cache '{File_}', but it cannot be opened: ");
        }

        EmbeddingCache.Open(_folder.Path).Dispose();
    }

    [Test]
    public void Dispose_ThenUse_IsRefused()
    {
        EmbeddingCache cache = EmbeddingCache.Open(_folder.Path);
        cache.Dispose();

        Should.Throw<ObjectDisposedException>(() => cache.TryGet(_entries[0].Key, out _));
        Should.Throw<ObjectDisposedException>(() => cache.Add(_entries[0].Key, [1]));
    }

    [Test]
    public void Add_FromManyThreads_LosesNothing()
    {
        using EmbeddingCache cache = EmbeddingCache.Open(_folder.Path);

        Parallel.For(0, 1000, i => cache.Add(CacheKey.Of($"{i % 500}"), [i % 500 + 1]));

        cache.Count.ShouldBe(500);
        for (int i = 0; i < 500; i++)
        {
            cache.TryGet(CacheKey.Of($"{i}"), out float[] vector).ShouldBeTrue();
            vector.ShouldBe([i + 1f]);
        }
    }

    [Test]
    public void CacheKey_PartsSplitOtherwise_IsAnother() => new[] { CacheKey.Of("ab", "c"), CacheKey.Of("a", "bc"), CacheKey.Of("abc"), CacheKey.Of("abc", null), CacheKey.Of("abc", "") }.Distinct().Count().ShouldBe(5);

    private string File_ => _folder.File(EmbeddingCache.FileName);

    private static void AddAll(EmbeddingCache cache)
    {
        foreach ((CacheKey key, float[] vector) in _entries)
        {
            cache.Add(key, vector);
        }
    }

    // Which entries it has, each with the right vector.
    private static List<int> Got(EmbeddingCache cache)
    {
        List<int> got = [];
        for (int i = 0; i < _entries.Length; i++)
        {
            if (cache.TryGet(_entries[i].Key, out float[] vector))
            {
                vector.ShouldBe(_entries[i].Vector);
                got.Add(i);
            }
        }

        return got;
    }

    private byte[] Written()
    {
        using (EmbeddingCache cache = EmbeddingCache.Open(_folder.Path))
        {
            AddAll(cache);
        }

        return File.ReadAllBytes(File_);
    }

    // Behind the back of the cache, whose lock only other users of .NET respect.
    private void Damage(int offset)
    {
        using System.Diagnostics.Process write = System.Diagnostics.Process.Start("dd", ["if=/dev/zero", $"of={File_}", "bs=1", "count=4", $"seek={offset}", "conv=notrunc", "status=none"]);
        write.WaitForExit();
        write.ExitCode.ShouldBe(0);
    }
}
