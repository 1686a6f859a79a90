using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using RuVector.Training.Data;

namespace RuVector.Training.AI;

/// <summary>Puts a trained adapter into a pipeline of generators.</summary>
public static class EmbeddingGeneratorBuilderExtensions
{
    /// <summary>Applies the adapter of a file to the embeddings of the generators inside; see <see cref="TrainedAdapterGenerator"/>.</summary>
    /// <remarks>Logger factory and clock are those of the services that the pipeline is built with, if there are any. Building reads the file, and throws <see cref="TrainingDataException"/> or
    /// <see cref="IOException"/> where that fails.</remarks>
    /// <param name="builder">The pipeline.</param>
    /// <param name="path">Path of the adapter's file.</param>
    /// <param name="normalize">Whether embeddings are divided by their length.</param>
    /// <returns>The same builder.</returns>
    public static EmbeddingGeneratorBuilder<string, Embedding<float>> UseTrainedAdapter(this EmbeddingGeneratorBuilder<string, Embedding<float>> builder, string path, bool normalize = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.Use((inner, services) => new TrainedAdapterGenerator(
            inner,
            path,
            normalize,
            (services.GetService(typeof(ILoggerFactory)) as ILoggerFactory)?.CreateLogger<TrainedAdapterGenerator>(),
            services.GetService(typeof(TimeProvider)) as TimeProvider));
    }
}
