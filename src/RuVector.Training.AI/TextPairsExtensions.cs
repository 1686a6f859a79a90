using Microsoft.Extensions.AI;
using RuVector.Training.Data;
using RuVector.Training.Trainer;

namespace RuVector.Training.AI;

/// <summary>Turns pairs of texts into pairs of vectors.</summary>
public static class TextPairsExtensions
{
    /// <summary>Embeds queries and documents with the same generator, each different text once.</summary>
    /// <param name="texts">The texts, from <see cref="JsonlFile.ReadTextPairs(string, JsonlOptions, CancellationToken)"/> or from memory.</param>
    /// <param name="generator">The generator; a <see cref="CachedEmbeddingGenerator"/> makes a second run free, also after one that failed or was cancelled.</param>
    /// <param name="options">Batches, options of the generator, progress; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops before the next batch; passed on to the generator.</param>
    /// <returns>The pairs; query i and document i are those of <paramref name="texts"/>.</returns>
    /// <exception cref="TrainingDataException">A vector is empty, of another dimension than the first (or than was asked for), not finite, or all zeros; the line of its text is named.</exception>
    /// <exception cref="InvalidOperationException">The generator gave another number of embeddings than texts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<PairDataset> EmbedAsync(
        this TextPairs texts, IEmbeddingGenerator<string, Embedding<float>> generator, TextEmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(generator);
        options ??= new TextEmbeddingOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options));
        DistinctTexts distinct = new(texts);
        TextVectors vectors = new(distinct, options.Generation?.Dimensions);
        for (int done = 0; done < distinct.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ArraySegment<string> batch = distinct.Slice(done, Math.Min(options.BatchSize, distinct.Count - done));
            GeneratedEmbeddings<Embedding<float>> generated = await generator.GenerateAsync(batch, options.Generation, cancellationToken).ConfigureAwait(false);
            if (generated.Count != batch.Count)
            {
                throw new InvalidOperationException($"Expected {batch.Count} embeddings, one for each text, but the generator gave {generated.Count}.");
            }

            foreach (Embedding<float> embedding in generated)
            {
                vectors.Add(embedding.Vector.Span);
            }

            done += batch.Count;
            options.Progress?.Report(new(done, distinct.Count));
        }

        return new(vectors.Of(distinct.Queries), vectors.Of(distinct.Documents), texts.Positives, texts.Ignored, texts.Negatives);
    }
}
