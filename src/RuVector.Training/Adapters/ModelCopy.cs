namespace RuVector.Training.Adapters;

/// <summary>The last line of every copy of a model.</summary>
internal static class ModelCopy
{
    /// <summary>Takes over the values of another model of the same shapes.</summary>
    public static TModel WithValuesOf<TModel>(this TModel copy, IEmbeddingModel source)
        where TModel : IEmbeddingModel
    {
        source.Parameters.Values.CopyTo(copy.Parameters.Values);
        return copy;
    }
}
