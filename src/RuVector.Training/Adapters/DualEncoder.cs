namespace RuVector.Training.Adapters;

/// <summary>What turns queries and documents into embeddings: a model for one side, one for both, or one for each.</summary>
/// <remarks>
/// <para>A side without a model stays as it is. Documents that stay as they are keep an index over them valid.</para>
/// <para>Thread safety is that of the models: embedding may happen on many threads at once while nobody trains.</para>
/// </remarks>
public sealed class DualEncoder : IParameterized
{
    private DualEncoder(IEmbeddingModel? query, IEmbeddingModel? document)
    {
        (Query, Document) = (query, document);
        Parameters = query is null || document is null || query == document
            ? (query ?? document)!.Parameters
            : ParameterSet.Join(KeyValuePair.Create("query", query.Parameters), KeyValuePair.Create("document", document.Parameters));
    }

    /// <summary>Gets the model of queries; <see langword="null"/> when they stay as they are.</summary>
    public IEmbeddingModel? Query { get; }

    /// <summary>Gets the model of documents, which may be that of queries; <see langword="null"/> when they stay as they are.</summary>
    public IEmbeddingModel? Document { get; }

    /// <summary>Gets the parameters of all models; those of two models are named <c>query.*</c> and <c>document.*</c>.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Creates an encoder that changes queries alone.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The encoder.</returns>
    public static DualEncoder ForQueries(IEmbeddingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new DualEncoder(model, null);
    }

    /// <summary>Creates an encoder that changes documents alone.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The encoder.</returns>
    public static DualEncoder ForDocuments(IEmbeddingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new DualEncoder(null, model);
    }

    /// <summary>Creates an encoder with one model for both sides.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The encoder.</returns>
    public static DualEncoder Shared(IEmbeddingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new DualEncoder(model, model);
    }

    /// <summary>Creates an encoder with a model for each side.</summary>
    /// <param name="query">The model of queries.</param>
    /// <param name="document">The model of documents, of the same output dimension.</param>
    /// <returns>The encoder. The parameters of both models become views of its own.</returns>
    /// <exception cref="ArgumentException">The models are the same, their embeddings have different dimensions, or one is part of another encoder.</exception>
    public static DualEncoder Separate(IEmbeddingModel query, IEmbeddingModel document)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(document);
        if (query == document)
        {
            throw new ArgumentException("Expected two models, but got one twice. Use Shared for one model on both sides.", nameof(document));
        }

        if (query.OutputDimension != document.OutputDimension)
        {
            throw new ArgumentException($"Expected document embeddings of dimension {query.OutputDimension}, as those of queries, but got {document.OutputDimension}.", nameof(document));
        }

        return new DualEncoder(query, document);
    }

    /// <summary>Copies the encoder with its models.</summary>
    /// <returns>An encoder that shares nothing with this one.</returns>
    public DualEncoder Copy()
    {
        IEmbeddingModel? query = Query?.Copy();
        return new DualEncoder(query, Document == Query ? query : Document?.Copy());
    }

    /// <summary>Refuses sides whose dimensions do not fit.</summary>
    /// <returns>The dimension of the embeddings.</returns>
    /// <exception cref="ArgumentException">A model takes another dimension, or the two sides end up in different ones.</exception>
    internal int CheckFits(int queryDimension, int documentDimension, string paramName)
    {
        int queries = OutputOf(Query, queryDimension, "queries", paramName);
        int documents = OutputOf(Document, documentDimension, "documents", paramName);
        return queries == documents
            ? queries
            : throw new ArgumentException($"Expected queries and documents of the same dimension once they are embedded, but got {queries} and {documents}.", paramName);
    }

    private static int OutputOf(IEmbeddingModel? model, int dimension, string side, string paramName) =>
        model is null ? dimension
        : model.InputDimension == dimension ? model.OutputDimension
        : throw new ArgumentException($"Expected a model for {side} of dimension {dimension}, as the data has, but got one that takes {model.InputDimension}.", paramName);
}
