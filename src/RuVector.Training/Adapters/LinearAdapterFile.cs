using System.Globalization;
using RuVector.Training.Data;
using RuVector.Training.Files;

namespace RuVector.Training.Adapters;

/// <summary>Linear adapters as safetensors files: tensors <c>weight</c> <c>[D, D]</c> and <c>bias</c> <c>[D]</c>, and metadata that says what they are.</summary>
/// <remarks>
/// <para>To apply: <c>y = x + x weight + bias</c>, weight indexed <c>[input, output]</c>. What makes x from the caller's data belongs into further tensors and metadata.</para>
/// <para>The same adapter, tensors and metadata give the same bytes. Thread safe.</para>
/// </remarks>
public static class LinearAdapterFile
{
    private const string KindKey = "kind";
    private const string Kind = "linear-residual-adapter";
    private const string VersionKey = "format_version";
    private const string Version = "1";

    /// <summary>Writes an adapter, whole or not at all.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="adapter">The adapter.</param>
    /// <param name="tensors">Further tensors, after those of the adapter.</param>
    /// <param name="metadata">Further metadata; the keys <c>kind</c>, <c>format_version</c>, <c>dimension</c> and <c>adapter</c> are taken.</param>
    /// <exception cref="ArgumentException">A key or the name of a tensor is taken, or a value is not finite; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void Write(string path, LinearAdapter adapter, IEnumerable<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        Dictionary<string, string> all = new(StringComparer.Ordinal)
        {
            [KindKey] = Kind,
            [VersionKey] = Version,
            ["dimension"] = adapter.InputDimension.ToString(CultureInfo.InvariantCulture),
            ["adapter"] = "y = x + x @ weight + bias; weight is row-major [input, output]",
        };
        foreach ((string key, string value) in metadata)
        {
            if (!all.TryAdd(key, value))
            {
                throw new ArgumentException($"Expected metadata under keys of its own, but '{key}' is taken.", nameof(metadata));
            }
        }

        SafetensorsFile.Write(path, [.. adapter.Parameters.Segments.Select(NamedTensor.CopyOf), .. tensors], all);
    }

    /// <summary>Reads the adapter of a file; further tensors are left alone.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The adapter.</returns>
    /// <exception cref="TrainingDataException">The file breaks a rule of its format, or holds no linear adapter of a version that is known.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LinearAdapter Read(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        string kind = file.Metadata.GetValueOrDefault(KindKey, "nothing");
        string version = file.Metadata.GetValueOrDefault(VersionKey, "none");
        if (kind != Kind || version != Version)
        {
            throw new TrainingDataException(path, $"Expected '{Kind}' of version {Version}, but got '{kind}' of version {version}.");
        }

        NamedTensor? bias = file.Tensors.FirstOrDefault(static tensor => tensor.Shape.Name == "bias");
        LinearAdapter adapter = new(bias is { Shape.Length: > 0 } ? bias.Shape.Length : throw new TrainingDataException(path, "Expected a tensor 'bias' with at least one value, but got none."));
        foreach (ParameterSegment segment in adapter.Parameters.Segments)
        {
            NamedTensor? tensor = file.Tensors.FirstOrDefault(tensor => tensor.Shape.Equals(segment.Shape));
            if (tensor is null)
            {
                throw new TrainingDataException(path, $"Expected a tensor {segment.Shape}, but got {string.Join(", ", file.Tensors.Select(static tensor => tensor.Shape))}.");
            }

            tensor.Values.CopyTo(segment.Values);
        }

        return adapter;
    }
}
