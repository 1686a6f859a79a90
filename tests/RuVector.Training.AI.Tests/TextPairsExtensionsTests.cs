using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Tests.Files;
using RuVector.Training.Trainer;

namespace RuVector.Training.AI.Tests;

[TestFixture]
public sealed class TextPairsExtensionsTests
{
    private const string Lines =
        """
        {"query": "wet?", "positive": ["water", "rain"], "negatives": "fire"}

        {"query": "hot?", "positive": "fire"}
        {"query": "water", "positive": "rain", "ignored": ["ice"]}
        """;

    [Test]
    public async Task EmbedAsync_Texts_EmbedsEachOnceInBatches()
    {
        using FakeGenerator generator = new();
        Log progress = new();

        PairDataset data = await Texts().EmbedAsync(generator, new() { BatchSize = 4, Progress = progress });

        generator.Calls.ShouldBe([["wet?", "hot?", "water", "rain"], ["fire", "ice"]]);
        progress.Reports.ShouldBe([new(4, 6), new(6, 6)]);
        Rows(data.Queries).ShouldBe(FakeGenerator.VectorsOf("wet?", "hot?", "water"));
        Rows(data.Documents).ShouldBe(FakeGenerator.VectorsOf("water", "rain", "fire", "ice"));
        data.Positives[1].ToArray().ShouldBe([2]);
        data.Negatives[0].ToArray().ShouldBe([2]);
        data.Ignored[2].ToArray().ShouldBe([3]);
    }

    [TestCase(new float[0], "Expected an embedding of 3 values for this text, but the generator gave 0.")]
    [TestCase(new float[] { 1, 2 }, "Expected an embedding of 3 values for this text, but the generator gave 2.")]
    [TestCase(new float[] { 1, float.NaN, 2 }, "Expected a finite embedding for this text, but the generator gave NaN or an infinity.")]
    [TestCase(new float[] { 1, float.NegativeInfinity, 2 }, "Expected a finite embedding for this text, but the generator gave NaN or an infinity.")]
    [TestCase(new float[] { 0, -0f, 0 }, "Expected an embedding for this text that is not all zeros, but the generator gave zeros.")]
    public async Task EmbedAsync_UnusableVector_NamesTheLineOfItsText(float[] vector, string reason)
    {
        using FakeGenerator generator = new();
        generator.Unusual["ice"] = vector;

        TrainingDataException e = await Should.ThrowAsync<TrainingDataException>(() => Texts().EmbedAsync(generator));

        (e.File, e.Line, e.Reason).ShouldBe(("t.jsonl", 4, reason));
    }

    [Test]
    public async Task EmbedAsync_TextsFromMemory_AreNamedByTheirText()
    {
        using FakeGenerator generator = new();
        generator.Unusual["b"] = [0, 0, 0];

        (await Should.ThrowAsync<TrainingDataException>(() => new TextPairs(["a"], ["b"], IndexLists.FromRows([0])).EmbedAsync(generator)))
            .Message.ShouldBe("texts: Expected an embedding for this text that is not all zeros, but the generator gave zeros. The text is 'b'.");
    }

    [Test]
    public async Task EmbedAsync_OtherDimensionsThanAskedFor_AreRefused()
    {
        using FakeGenerator generator = new();

        (await Should.ThrowAsync<TrainingDataException>(() => Texts().EmbedAsync(generator, new() { Generation = new() { Dimensions = 4 } })))
            .Message.ShouldBe("t.jsonl(1,1): Expected an embedding of 4 values for this text, but the generator gave 3.");
    }

    [Test]
    public async Task EmbedAsync_TooFewEmbeddings_IsRefused()
    {
        using FakeGenerator generator = new() { Short = 1 };

        (await Should.ThrowAsync<InvalidOperationException>(() => Texts().EmbedAsync(generator))).Message.ShouldBe("Expected 6 embeddings, one for each text, but the generator gave 5.");
    }

    [Test]
    public async Task EmbedAsync_CancelledBetweenBatches_GoesOnFromTheCache()
    {
        using TemporaryFolder folder = new();
        using EmbeddingCache cache = EmbeddingCache.Open(folder.Path);
        using FakeGenerator inner = new();
        using CachedEmbeddingGenerator generator = new(inner, cache);
        using CancellationTokenSource source = new();
        Log progress = new() { OnReport = source.Cancel };

        await Should.ThrowAsync<OperationCanceledException>(() => Texts().EmbedAsync(generator, new() { BatchSize = 2, Progress = progress }, source.Token));
        inner.Calls.Count.ShouldBe(1);
        await Texts().EmbedAsync(generator, new() { BatchSize = 2 });

        inner.Asked.ShouldBeUnique();
        inner.Asked.Count().ShouldBe(6);
    }

    [Test]
    public async Task EmbedAsync_BatchSizeBelow1_IsRefused()
    {
        using FakeGenerator generator = new();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Texts().EmbedAsync(generator, new() { BatchSize = 0 }));
    }

    private static TextPairs Texts() => JsonlFile.ReadTextPairs(new MemoryStream(Encoding.UTF8.GetBytes(Lines)), "t.jsonl").Data;

    private static float[][] Rows(ReadOnlyMatrixSpan matrix)
    {
        float[][] rows = new float[matrix.Rows][];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = matrix[row].ToArray();
        }

        return rows;
    }

    private sealed class Log : IProgress<EmbeddingProgress>
    {
        public List<EmbeddingProgress> Reports { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(EmbeddingProgress value)
        {
            Reports.Add(value);
            OnReport?.Invoke();
        }
    }
}
