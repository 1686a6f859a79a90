namespace RuVector.Training.Adapters;

/// <summary>A model for labelled rows, alone or with a learned vector for each class.</summary>
/// <remarks>Losses of pairs and triplets compare the rows of a batch with each other; those that classify (ArcFace, CosFace, ProxyNca, ProxyAnchor) compare rows with class vectors, which serve the training alone.</remarks>
public sealed class LabelEncoder : IParameterized
{
    private LabelEncoder(IEmbeddingModel model, EmbeddingTable? classes)
    {
        (Model, Classes) = (model, classes);
        Parameters = classes is null ? model.Parameters : ParameterSet.Join(KeyValuePair.Create("model", model.Parameters), KeyValuePair.Create("classes", classes.Parameters));
    }

    /// <summary>Gets the model.</summary>
    public IEmbeddingModel Model { get; }

    /// <summary>Gets the vector of each class; <see langword="null"/> when rows are compared with rows.</summary>
    public EmbeddingTable? Classes { get; }

    /// <summary>Gets all that is trained; with class vectors the names are <c>model.*</c> and <c>classes.*</c>.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Creates an encoder without class vectors.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The encoder.</returns>
    public static LabelEncoder Of(IEmbeddingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LabelEncoder(model, null);
    }

    /// <summary>Creates an encoder with class vectors, normally distributed at first.</summary>
    /// <param name="model">The model; its parameters become views of the encoder's.</param>
    /// <param name="classCount">Number of classes, 1 or more.</param>
    /// <param name="seed">Seed of the first class vectors.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The model is part of another encoder.</exception>
    public static LabelEncoder WithClasses(IEmbeddingModel model, int classCount, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        return new LabelEncoder(model, new EmbeddingTable(classCount, model.OutputDimension, 1f / MathF.Sqrt(model.OutputDimension), seed));
    }
}
