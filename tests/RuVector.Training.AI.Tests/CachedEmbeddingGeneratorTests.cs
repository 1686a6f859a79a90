using Microsoft.Extensions.AI;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.AI.Tests;

[TestFixture]
public sealed class CachedEmbeddingGeneratorTests
{
    private TemporaryFolder _folder = null!;
    private EmbeddingCache _cache = null!;

    [SetUp]
    public void OpenCache()
    {
        _folder = new();
        _cache = EmbeddingCache.Open(_folder.Path);
    }

    [TearDown]
    public void CloseCache()
    {
        _cache.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task GenerateAsync_RepeatedAndKnownTexts_AsksForEachOnce()
    {
        using FakeGenerator inner = new();
        using CachedEmbeddingGenerator generator = new(inner, _cache);

        await generator.GenerateAsync(["one", "two", "one"]);
        GeneratedEmbeddings<Embedding<float>> second = await generator.GenerateAsync(["three", "two", "three", "one"]);

        inner.Asked.ShouldBe(["one", "two", "three"]);
        second.Select(static embedding => embedding.Vector.ToArray()).ShouldBe(FakeGenerator.VectorsOf("three", "two", "three", "one"));
        second.Usage!.InputTokenCount.ShouldBe(1);
        (generator.Hits, generator.Misses).ShouldBe((2, 3));
    }

    [Test]
    public async Task GenerateAsync_AfterReopening_AsksForNothing()
    {
        using FakeGenerator inner = new();
        await new CachedEmbeddingGenerator(inner, _cache).GenerateAsync(["one"]);
        _cache.Dispose();
        _cache = EmbeddingCache.Open(_folder.Path);

        GeneratedEmbeddings<Embedding<float>> again = await new CachedEmbeddingGenerator(inner, _cache).GenerateAsync(["one"]);

        inner.Calls.Count.ShouldBe(1);
        (again.Usage, again[0].ModelId).ShouldBe((null, "m1"));
        again[0].Vector.ToArray().ShouldBe(FakeGenerator.VectorOf("one"));
    }

    [Test]
    public async Task GenerateAsync_AnythingThatDecidesTheVector_IsPartOfTheKey()
    {
        (FakeGenerator Inner, string? Variant, EmbeddingGenerationOptions? Options)[] calls =
        [
            (new(), null, null),
            (new("m2"), null, null),
            (new(provider: "other"), null, null),
            (new(dimensions: 5), null, null),
            (new(), "query: ", null),
            (new(), null, new() { ModelId = "m3" }),
            (new(), null, new() { Dimensions = 3 }),
        ];
        foreach ((FakeGenerator inner, string? variant, EmbeddingGenerationOptions? options) in calls)
        {
            await new CachedEmbeddingGenerator(inner, _cache, variant).GenerateAsync(["one"], options);
            inner.Calls.Count.ShouldBe(1);
        }

        _cache.Count.ShouldBe(calls.Length);
        await new CachedEmbeddingGenerator(calls[0].Inner, _cache).GenerateAsync(["one"], new() { ModelId = "m1" });
        calls[0].Inner.Calls.Count.ShouldBe(1);
    }

    [Test]
    public async Task GenerateAsync_OptionsThatNoKeyHolds_GoPastTheCache()
    {
        using FakeGenerator inner = new();
        using CachedEmbeddingGenerator generator = new(inner, _cache);
        EmbeddingGenerationOptions[] options = [new() { AdditionalProperties = new() { ["task"] = "x" } }, new() { RawRepresentationFactory = static _ => null }];

        foreach (EmbeddingGenerationOptions option in options)
        {
            await generator.GenerateAsync(["one"], option);
        }

        (inner.Calls.Count, _cache.Count, generator.Misses).ShouldBe((2, 0, 0));
    }

    [Test]
    public async Task GenerateAsync_UnusableVector_IsPassedOnAndNotKept()
    {
        using FakeGenerator inner = new();
        inner.Unusual["nan"] = [float.NaN, 1, 1];
        inner.Unusual["zero"] = [0, 0, 0];
        inner.Unusual["none"] = [];
        inner.Unusual["wide"] = [1, 2, 3, 4];
        using CachedEmbeddingGenerator generator = new(inner, _cache);

        (await generator.GenerateAsync(["nan", "zero", "none", "wide", "good"], new() { Dimensions = 3 })).Count.ShouldBe(5);

        _cache.Count.ShouldBe(1);
    }

    [Test]
    public async Task GenerateAsync_NoModel_IsRefusedUnlessThereIsAVariant()
    {
        using FakeGenerator inner = new(model: null);

        (await Should.ThrowAsync<InvalidOperationException>(() => new CachedEmbeddingGenerator(inner, _cache).GenerateAsync(["one"]))).Message.ShouldBe(
            "Expected the name of the model in the options or in the metadata of the generator, because it is part of the key, but there is none. Give a variant that names it.");
        inner.Calls.ShouldBeEmpty();
        await new CachedEmbeddingGenerator(inner, _cache, "v").GenerateAsync(["one"]);
        _cache.Count.ShouldBe(1);
    }

    [Test]
    public async Task GenerateAsync_TooFewEmbeddings_IsRefused()
    {
        using FakeGenerator inner = new() { Short = 1 };

        (await Should.ThrowAsync<InvalidOperationException>(() => new CachedEmbeddingGenerator(inner, _cache).GenerateAsync(["one", "two"])))
            .Message.ShouldBe("Expected 2 embeddings, one for each text, but the generator gave 1.");
        _cache.Count.ShouldBe(0);
    }

    [Test]
    public async Task GenerateAsync_NoTexts_AsksNobody()
    {
        using FakeGenerator inner = new();

        (await new CachedEmbeddingGenerator(inner, _cache).GenerateAsync([])).ShouldBeEmpty();

        inner.Calls.ShouldBeEmpty();
    }
}
