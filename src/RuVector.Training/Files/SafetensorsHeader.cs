namespace RuVector.Training.Files;

/// <summary>The header of a safetensors file: tensors in the order of their values, and metadata.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataKey = "__metadata__";
    public const int PrefixLength = sizeof(long);

    /// <summary>Reads and checks the header; the stream then stands at the first value.</summary>
    public static SafetensorsHeader Read(Stream stream, SafetensorsRules rules)
    {
        SafetensorsHeaderReader reader = SafetensorsHeaderReader.Open(stream, rules);
        Dictionary<string, string> metadata = reader.ReadMetadata();
        return new(reader.ReadTensors(), metadata);
    }

    /// <summary>Checks what is about to be written.</summary>
    /// <exception cref="ArgumentException">The header would not be read back.</exception>
    public void Check(SafetensorsLimits limits)
    {
        if (Tensors.Count > limits.Tensors)
        {
            throw new ArgumentException($"Expected at most {limits.Tensors} tensors, but got {Tensors.Count}.");
        }

        HashSet<string> names = new(StringComparer.Ordinal) { MetadataKey };
        foreach (SafetensorsTensor tensor in Tensors)
        {
            ParameterShape shape = tensor.Shape;
            if (!names.Add(shape.Name) || shape.Name.Length > limits.NameLength)
            {
                throw new ArgumentException($"Expected tensors with different names of at most {limits.NameLength} characters other than {MetadataKey}, but got '{shape.Name}'.");
            }

            if (shape.Dimensions.Length > limits.Dimensions)
            {
                throw new ArgumentException($"Expected tensors of at most {limits.Dimensions} dimensions, but got {shape}.");
            }

            CheckText(shape.Name, shape.Name);
        }

        if (Metadata.Count > limits.Metadata)
        {
            throw new ArgumentException($"Expected at most {limits.Metadata} texts in the metadata, but got {Metadata.Count}.");
        }

        foreach ((string key, string value) in Metadata)
        {
            CheckText(key, key);
            CheckText(key, value);
        }
    }

    // The JSON writer would put the replacement character in its place, silently.
    private static void CheckText(string name, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw new ArgumentException($"Expected text, but '{name}' holds half of a surrogate pair.");
            }

            i++;
        }
    }
}
