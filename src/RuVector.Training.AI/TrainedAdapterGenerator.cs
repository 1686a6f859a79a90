using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Numerics;

namespace RuVector.Training.AI;

/// <summary>Applies the trained adapter of a file to the embeddings of another generator: <c>y = adapter(x)</c>, then <c>y / |y|</c> where asked for.</summary>
/// <remarks>
/// <para>Every call looks at time and length of the file first, links followed. Another file than before, renamed over the path, is used from that call on; calls under way end with the adapter they began with. A file younger
/// than 2 seconds is read once more when it is older, because another one of the same length may bear the same time.</para>
/// <para>A file that is missing, damaged, or holds an adapter of other dimensions is counted and logged, and the last good adapter stays. Promote by renaming, as <see cref="AdapterFile.Write"/> does: of a file that is written
/// over in place, a half may have the right length.</para>
/// <para>Order and number of the embeddings, their model and time, usage and additional properties are those of the inner generator. The vectors of a call are parts of one array. A vector of zeros stays zeros where it is
/// normalised.</para>
/// <para>Thread safe if the inner generator is; the inner generator is disposed with this one. A <see cref="CachedEmbeddingGenerator"/> belongs inside, where the vectors do not depend on the adapter.</para>
/// </remarks>
public sealed class TrainedAdapterGenerator : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private readonly PromotedAdapter _adapter;
    private readonly bool _normalize;

    /// <summary>Creates a generator, and reads the adapter.</summary>
    /// <param name="inner">Who gives x.</param>
    /// <param name="path">Path of the adapter's file.</param>
    /// <param name="normalize">Whether embeddings are divided by their length.</param>
    /// <param name="logger">Where adapters that come, or are refused, are written; <see langword="null"/> for nowhere.</param>
    /// <param name="time">Clock for the age of the file; the system's by default.</param>
    /// <exception cref="TrainingDataException">The file holds no adapter.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TrainedAdapterGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, string path, bool normalize = true, ILogger? logger = null, TimeProvider? time = null)
        : base(inner)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _adapter = new(path, logger ?? NullLogger.Instance, time ?? TimeProvider.System);
        _normalize = normalize;
    }

    /// <summary>Gets how many times the file was another one than before and could not be used.</summary>
    public long Failures => _adapter.Failures;

    /// <summary>Gives the adapted embeddings of texts, in their order.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Options, passed on; <see cref="EmbeddingGenerationOptions.Dimensions"/> is the adapter's output dimension or <see langword="null"/>, and the inner generator is asked for the input dimension.</param>
    /// <param name="cancellationToken">Passed on.</param>
    /// <returns>One embedding for each of the inner generator.</returns>
    /// <exception cref="ArgumentException">The options ask for another dimension than the adapter gives; the inner generator was not asked.</exception>
    /// <exception cref="InvalidOperationException">The inner generator gave a vector of another dimension than the adapter takes, or one that is not finite.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        IEmbeddingModel adapter = _adapter.Current();
        GeneratedEmbeddings<Embedding<float>> given = await base.GenerateAsync(values, InnerOptions(options, adapter), cancellationToken).ConfigureAwait(false);
        float[] adapted = Apply(adapter, given);
        return new(given.Select((embedding, i) => new Embedding<float>(adapted.AsMemory(i * adapter.OutputDimension, adapter.OutputDimension))
        {
            CreatedAt = embedding.CreatedAt,
            ModelId = embedding.ModelId,
            AdditionalProperties = embedding.AdditionalProperties,
        }))
        { Usage = given.Usage, AdditionalProperties = given.AdditionalProperties };
    }

    /// <summary>Gives services of the inner generator; its <see cref="EmbeddingGeneratorMetadata"/> with the adapter's output dimension.</summary>
    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        object? service = base.GetService(serviceType, serviceKey);
        return serviceType == typeof(EmbeddingGeneratorMetadata) && serviceKey is null
            ? Describe(service as EmbeddingGeneratorMetadata)
            : service;
    }

    private EmbeddingGeneratorMetadata Describe(EmbeddingGeneratorMetadata? inner) => new(inner?.ProviderName, inner?.ProviderUri, inner?.DefaultModelId, _adapter.Last.OutputDimension);

    private static EmbeddingGenerationOptions? InnerOptions(EmbeddingGenerationOptions? options, IEmbeddingModel adapter)
    {
        if (options?.Dimensions is not { } dimensions)
        {
            return options;
        }

        if (dimensions != adapter.OutputDimension)
        {
            throw new ArgumentException($"Expected options that ask for {adapter.OutputDimension} dimensions, those of the adapter's output, or for none, but got {dimensions}.", nameof(options));
        }

        EmbeddingGenerationOptions inner = options.Clone();
        inner.Dimensions = adapter.InputDimension;
        return inner;
    }

    private float[] Apply(IEmbeddingModel adapter, GeneratedEmbeddings<Embedding<float>> given)
    {
        MatrixSpan inputs = new(new float[given.Count * adapter.InputDimension], given.Count, adapter.InputDimension);
        for (int i = 0; i < given.Count; i++)
        {
            ReadOnlySpan<float> vector = given[i].Vector.Span;
            if (vector.Length != adapter.InputDimension)
            {
                throw new InvalidOperationException($"Expected embeddings of {adapter.InputDimension} values, the input dimension of the adapter, but the generator gave {vector.Length} for text {i}.");
            }

            if (!FiniteRows.AreAllFinite(vector))
            {
                throw new InvalidOperationException($"Expected a finite embedding for text {i}, but the generator gave NaN or an infinity.");
            }

            vector.CopyTo(inputs[i]);
        }

        float[] adapted = new float[given.Count * adapter.OutputDimension];
        MatrixSpan outputs = new(adapted, given.Count, adapter.OutputDimension);
        adapter.Forward(inputs, outputs);
        if (_normalize)
        {
            UnitRows.Normalize(outputs, outputs, new double[given.Count]);
        }

        return adapted;
    }
}
