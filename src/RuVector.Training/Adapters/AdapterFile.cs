using RuVector.Training.Data;
using RuVector.Training.Files;

namespace RuVector.Training.Adapters;

/// <summary>Adapters as safetensors files: their parameters as tensors, and metadata that says what they are and how to apply them.</summary>
/// <remarks>
/// <para>Metadata, all text: <c>kind</c> (<c>linear-residual-adapter</c>, <c>low-rank-residual-adapter</c>, <c>mlp-residual-adapter</c>, <c>attention-pooling</c>), <c>format_version</c> (2),
/// <c>input_dimension</c>, <c>output_dimension</c>, <c>adapter</c> (the formula, in the names of the tensors), and the settings of the kind: <c>bias</c>, <c>rank</c>, <c>hidden</c>, <c>activation</c>, <c>max_tokens</c>.
/// What makes x from the caller's data belongs into further tensors and metadata.</para>
/// <para>Linear adapters of version 1 are read too. The same adapter, tensors and metadata give the same bytes. Files hold finite values only. Thread safe.</para>
/// </remarks>
public static class AdapterFile
{
    /// <summary>Writes an adapter, whole or not at all.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="model">The adapter: one that <see cref="AdapterFactory"/> can make.</param>
    /// <param name="tensors">Further tensors, after those of the adapter.</param>
    /// <param name="metadata">Further metadata, under keys that the adapter does not use.</param>
    /// <exception cref="ArgumentException">The model is no such adapter, a key or the name of a tensor is taken, or a value is not finite; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void Write(string path, IEmbeddingModel model, IEnumerable<NamedTensor>? tensors = null, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, string> all = AdapterHeader.Of(model);
        foreach ((string key, string value) in metadata ?? [])
        {
            if (!all.TryAdd(key, value))
            {
                throw new ArgumentException($"Expected metadata under keys of its own, but '{key}' is taken.", nameof(metadata));
            }
        }

        SafetensorsFile.Write(path, [.. model.Parameters.Segments.Select(NamedTensor.CopyOf), .. tensors ?? []], all);
    }

    /// <summary>Reads the adapter of a file; further tensors are left alone.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>A new adapter: a <see cref="LinearAdapter"/>, <see cref="LowRankAdapter"/>, <see cref="MlpAdapter"/> or <see cref="AttentionPooling"/>.</returns>
    /// <exception cref="TrainingDataException">The file breaks a rule of its format, or holds no adapter of a kind and version that are known.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEmbeddingModel Read(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        AdapterHeader header = AdapterHeader.Read(file.Metadata, path);
        NamedTensor[] tensors = [.. header.Shapes(path).Select(shape => Find(file, shape, path))];
        IEmbeddingModel model = header.Create();
        foreach (NamedTensor tensor in tensors)
        {
            tensor.Values.CopyTo(model.Parameters[tensor.Shape.Name].Values);
        }

        return model;
    }

    private static NamedTensor Find(SafetensorsFile file, ParameterShape shape, string path) => file.Tensors.FirstOrDefault(tensor => tensor.Shape.Equals(shape))
        ?? throw new TrainingDataException(path, $"Expected a tensor {shape}, but got {(file.Tensors.Count == 0 ? "none" : string.Join(", ", file.Tensors.Select(static tensor => tensor.Shape)))}.");
}
