using Microsoft.Extensions.AI;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Numerics;

namespace RuVector.Training.AI.Tests;

[TestFixture]
public sealed class TrainedAdapterGeneratorTests
{
    private AdapterPlace _place = null!;
    private FakeGenerator _inner = null!;

    [SetUp]
    public void Promote() => (_place, _inner) = (new(), new());

    [TearDown]
    public void CleanUp()
    {
        _inner.Dispose();
        _place.Dispose();
    }

    [Test]
    public async Task GenerateAsync_OneLineOfTheReadme_AdaptsAndNormalises()
    {
        IEmbeddingGenerator<string, Embedding<float>> inner = _inner;
        File.Copy(_place.Path, "adapter.safetensors", overwrite: true);

        using IEmbeddingGenerator<string, Embedding<float>> generator = inner.AsBuilder().UseTrainedAdapter("adapter.safetensors").Build();

        float[] expected = AdapterPlace.Added(1, "one");
        double length = UnitRows.Length(expected);
        (await generator.GenerateVectorAsync("one")).ToArray().ShouldBe(expected.Select(value => (float)(value / length)), 1e-6);
    }

    [Test]
    public async Task GenerateAsync_Batch_HasTheBitsOfItsTextsAlone([Values] bool normalize)
    {
        string[] texts = [.. Enumerable.Range(0, 37).Select(static i => $"{(char)('a' + (i % 26))}{new string('x', i)}")];
        _place.Promote(AdapterFactory.Create(new AdapterOptions { Type = "Mlp", Hidden = 8 }, 3, seed: 5), seconds: 1);
        using TrainedAdapterGenerator generator = new(_inner, _place.Path, normalize);

        GeneratedEmbeddings<Embedding<float>> batch = await generator.GenerateAsync(texts);

        for (int i = 0; i < texts.Length; i++)
        {
            batch[i].Vector.ToArray().ShouldBe((await generator.GenerateVectorAsync(texts[i])).ToArray());
        }
    }

    [Test]
    public async Task GenerateAsync_AnythingButVectors_IsThatOfTheInnerGenerator()
    {
        DateTimeOffset created = AdapterPlace.Start;
        using AnsweringGenerator inner = new(new([new(new float[] { 1, 2, 3 }) { CreatedAt = created, ModelId = "m9", AdditionalProperties = new() { ["a"] = 1 } }])
        {
            Usage = new UsageDetails { InputTokenCount = 7 },
            AdditionalProperties = new() { ["b"] = 2 },
        });
        using TrainedAdapterGenerator generator = new(inner, _place.Path);

        GeneratedEmbeddings<Embedding<float>> given = await generator.GenerateAsync(["one"]);

        (given.Usage!.InputTokenCount, given.AdditionalProperties!["b"]).ShouldBe((7, 2));
        (given[0].CreatedAt, given[0].ModelId, given[0].AdditionalProperties!["a"]).ShouldBe((created, "m9", 1));
    }

    [Test]
    public async Task GenerateAsync_NoTexts_GivesNone()
    {
        using TrainedAdapterGenerator generator = new(_inner, _place.Path);

        (await generator.GenerateAsync([])).ShouldBeEmpty();
    }

    [Test]
    public void GetService_Metadata_HasTheDimensionOfTheAdapter()
    {
        _place.Promote(new AttentionPooling(3, 2), seconds: 1);
        using TrainedAdapterGenerator generator = new(new FakeGenerator(dimensions: 6), _place.Path);

        EmbeddingGeneratorMetadata metadata = generator.GetRequiredService<EmbeddingGeneratorMetadata>();

        (metadata.DefaultModelDimensions, metadata.DefaultModelId, metadata.ProviderName).ShouldBe((3, "m1", "fake"));
        generator.GetService<TrainedAdapterGenerator>().ShouldBeSameAs(generator);
        generator.GetService(typeof(EmbeddingGeneratorMetadata), "key").ShouldNotBeSameAs(metadata);
    }

    [Test]
    public async Task GenerateAsync_Dimensions_AreThoseOfTheResult()
    {
        _place.Promote(new AttentionPooling(1, 3), seconds: 1);
        using TrainedAdapterGenerator generator = new(_inner, _place.Path);
        EmbeddingGenerationOptions options = new() { Dimensions = 1, ModelId = "m2" };

        (await generator.GenerateVectorAsync("one", options)).Length.ShouldBe(1);

        (_inner.Options!.Dimensions, _inner.Options.ModelId, options.Dimensions).ShouldBe((3, "m2", 1));
        (await Should.ThrowAsync<ArgumentException>(() => generator.GenerateAsync(["one"], new() { Dimensions = 3 }))).Message.ShouldStartWith(
            "Expected options that ask for 1 dimensions, those of the adapter's output, or for none, but got 3.");
        _inner.Calls.Count.ShouldBe(1);
    }

    [TestCase(new float[] { 1, 2 }, "Expected embeddings of 3 values, the input dimension of the adapter, but the generator gave 2 for text 1.")]
    [TestCase(new float[] { 1, float.NaN, 2 }, "Expected a finite embedding for text 1, but the generator gave NaN or an infinity.")]
    public async Task GenerateAsync_UnusableVector_IsRefused(float[] vector, string message)
    {
        _inner.Unusual["two"] = vector;
        using TrainedAdapterGenerator generator = new(_inner, _place.Path);

        (await Should.ThrowAsync<InvalidOperationException>(() => generator.GenerateAsync(["one", "two"]))).Message.ShouldBe(message);
    }

    [Test]
    public void Build_NoAdapterInTheFile_IsRefused()
    {
        _place.Promote([1, 2, 3], seconds: 1);
        EmbeddingGeneratorBuilder<string, Embedding<float>> builder = _inner.AsBuilder().UseTrainedAdapter(_place.Path);

        Should.Throw<TrainingDataException>(() => builder.Build()).File.ShouldBe(_place.Path);
        File.Delete(_place.Path);
        Should.Throw<FileNotFoundException>(() => builder.Build());
    }

    /// <summary>Gives always the same.</summary>
    private sealed class AnsweringGenerator(GeneratedEmbeddings<Embedding<float>> answer) : DelegatingEmbeddingGenerator<string, Embedding<float>>(new FakeGenerator())
    {
        public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(answer);
    }
}
