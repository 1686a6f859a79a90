using System.Globalization;
using Microsoft.Extensions.AI;
using RuVector.Training.Numerics;

namespace RuVector.Training.AI;

/// <summary>Asks another generator only for what an <see cref="EmbeddingCache"/> does not have.</summary>
/// <remarks>
/// <para>The key is the SHA-256 of provider name, provider address, model, dimensions (those of the options, else those of the generator's metadata), variant and text. Equal texts of one call are asked for once.</para>
/// <para>Options that the key cannot hold (<see cref="EmbeddingGenerationOptions.AdditionalProperties"/>, <c>RawRepresentationFactory</c>) go past the cache. Vectors that are empty, not finite, all zeros, or not of
/// the dimensions asked for are passed on but not kept.</para>
/// <para>Thread safe if the inner generator is. The cache is not disposed with the generator; the inner generator is.</para>
/// </remarks>
public sealed class CachedEmbeddingGenerator : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingCache _cache;
    private readonly EmbeddingGeneratorMetadata? _metadata;
    private readonly string? _variant;
    private long _hits;
    private long _misses;

    /// <summary>Creates a generator.</summary>
    /// <param name="inner">Who is asked for what is missing.</param>
    /// <param name="cache">Where embeddings are kept.</param>
    /// <param name="variant">Tells apart what metadata and options do not: a prefix that the inner generator adds, a version of its own; <see langword="null"/> for none.</param>
    public CachedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingCache cache, string? variant = null)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(cache);
        (_cache, _variant) = (cache, variant);
        _metadata = inner.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
    }

    /// <summary>Gets how many embeddings came from the cache.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Gets how many different embeddings the inner generator was asked for, calls past the cache left out.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>Gives the embeddings of texts, in their order.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Options, passed on.</param>
    /// <param name="cancellationToken">Passed on.</param>
    /// <returns>One embedding a text. <c>Usage</c> is that of the inner generator; <see langword="null"/> when it was not asked.</returns>
    /// <exception cref="InvalidOperationException">Nothing names the model, so that a key would mix up models; or the inner generator gave another number of embeddings than texts.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options is { AdditionalProperties.Count: > 0 } or { RawRepresentationFactory: not null })
        {
            return await base.GenerateAsync(values, options, cancellationToken).ConfigureAwait(false);
        }

        string[] texts = [.. values];
        string model = RequireModel(options);
        CacheKey[] keys = [.. texts.Select(text => KeyOf(text, model, options))];
        Dictionary<CacheKey, Embedding<float>> found = [];
        Dictionary<CacheKey, string> missing = [];
        for (int i = 0; i < texts.Length; i++)
        {
            if (!found.ContainsKey(keys[i]) && _cache.TryGet(keys[i], out float[] vector))
            {
                found.Add(keys[i], new(vector) { ModelId = model });
            }
            else if (!found.ContainsKey(keys[i]))
            {
                missing.TryAdd(keys[i], texts[i]);
            }
        }

        Interlocked.Add(ref _hits, keys.Count(found.ContainsKey));
        UsageDetails? usage = missing.Count > 0 ? await AskAsync(missing, found, options, cancellationToken).ConfigureAwait(false) : null;
        return new(keys.Select(key => found[key])) { Usage = usage };
    }

    private async Task<UsageDetails?> AskAsync(
        Dictionary<CacheKey, string> missing, Dictionary<CacheKey, Embedding<float>> found, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _misses, missing.Count);
        CacheKey[] keys = [.. missing.Keys];
        GeneratedEmbeddings<Embedding<float>> generated = await base.GenerateAsync(keys.Select(key => missing[key]), options, cancellationToken).ConfigureAwait(false);
        if (generated.Count != keys.Length)
        {
            throw new InvalidOperationException($"Expected {keys.Length} embeddings, one for each text, but the generator gave {generated.Count}.");
        }

        for (int i = 0; i < keys.Length; i++)
        {
            found.Add(keys[i], generated[i]);
            if (IsWorthKeeping(generated[i].Vector.Span, options?.Dimensions))
            {
                _cache.Add(keys[i], generated[i].Vector.Span);
            }
        }

        return generated.Usage;
    }

    private static bool IsWorthKeeping(ReadOnlySpan<float> vector, int? dimensions) =>
        vector.Length == (dimensions ?? vector.Length) && vector.ContainsAnyExcept(0f) && FiniteRows.AreAllFinite(vector);

    private string RequireModel(EmbeddingGenerationOptions? options) => options?.ModelId ?? _metadata?.DefaultModelId ?? (_variant is not null
        ? ""
        : throw new InvalidOperationException("Expected the name of the model in the options or in the metadata of the generator, because it is part of the key, but there is none. Give a variant that names it."));

    private CacheKey KeyOf(string text, string model, EmbeddingGenerationOptions? options)
    {
        int? dimensions = options?.Dimensions ?? _metadata?.DefaultModelDimensions;
        return CacheKey.Of(_metadata?.ProviderName, _metadata?.ProviderUri?.ToString(), model, dimensions?.ToString(CultureInfo.InvariantCulture), _variant, text);
    }
}
