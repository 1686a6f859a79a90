using Microsoft.Extensions.AI;

namespace RuVector.Training.AI.Tests;

/// <summary>Vectors made of the texts; remembers what it was asked for.</summary>
internal sealed class FakeGenerator(string? model = "m1", string provider = "fake", int? dimensions = null) : IEmbeddingGenerator<string, Embedding<float>>
{
    public List<string[]> Calls { get; } = [];

    public IEnumerable<string> Asked => Calls.SelectMany(static call => call);

    /// <summary>What is given for a text, where it is not the usual vector.</summary>
    public Dictionary<string, float[]> Unusual { get; } = [];

    /// <summary>How many embeddings are left out of each answer.</summary>
    public int Short { get; set; }

    /// <summary>What is awaited before each answer.</summary>
    public Func<Task> Before { get; set; } = static () => Task.CompletedTask;

    /// <summary>What the last call asked for.</summary>
    public EmbeddingGenerationOptions? Options { get; private set; }

    public static float[] VectorOf(string text) => [text.Length + 0.5f, text[0], -1f / 3];

    public static float[][] VectorsOf(params string[] texts) => [.. texts.Select(VectorOf)];

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] texts = [.. values];
        lock (Calls)
        {
            Calls.Add(texts);
        }

        Options = options;
        await Before();
        IEnumerable<Embedding<float>> embeddings = texts.Take(texts.Length - Short).Select(text => new Embedding<float>(Unusual.GetValueOrDefault(text) ?? VectorOf(text)));
        return new(embeddings) { Usage = new UsageDetails { InputTokenCount = texts.Length } };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata(provider, new Uri("http://localhost/" + provider), model, dimensions) : null;

    public void Dispose()
    {
    }
}
