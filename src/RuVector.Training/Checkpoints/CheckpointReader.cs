using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>Reads a checkpoint: the whole header is checked before anything that it declares is allocated.</summary>
internal sealed class CheckpointReader
{
    /// <summary>How much is read and hashed at a time: it stays in the cache between both.</summary>
    public const int ChunkBytes = 1 << 18;

    private readonly Stream _stream;
    private readonly SafetensorsRules _rules;
    private readonly Dictionary<string, string> _metadata;
    private readonly IReadOnlyList<SafetensorsTensor> _tensors;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="CheckpointException">The header breaks a rule, or is not the one that was written.</exception>
    public CheckpointReader(Stream stream, string file, CheckpointFileOptions options)
    {
        (_stream, _rules) = (stream, Rules(file, options.CheckedLimits()));
        SafetensorsHeaderReader header = SafetensorsHeaderReader.Open(stream, _rules);
        _metadata = header.ReadMetadata();
        CheckpointFields.RequireVersion(_metadata, _rules);
        _tensors = header.ReadTensors();
        CheckpointSeal.Check(header.File, options.SigningKey.Span, _rules);
        (Step, Metric) = CheckpointFields.ReadState(_metadata, _rules);
        CheckTensors();
    }

    public long Step { get; }

    public double? Metric { get; }

    public static SafetensorsRules Rules(string file, SafetensorsLimits limits) =>
        new(file, Enum.GetValues<TensorDataType>(), static (file, refusal) => new CheckpointException(file, refusal)) { Limits = limits };

    /// <summary>Reads the tensors.</summary>
    /// <exception cref="CheckpointException">A tensor is not the one that was written, or holds a value that is not allowed.</exception>
    public Checkpoint ReadAll(bool allowNonFinite)
    {
        using TensorDigester digester = new();
        CheckpointTensor[] tensors = new CheckpointTensor[_tensors.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = ReadTensor(_tensors[i], digester);
            if (!allowNonFinite)
            {
                FiniteValues.Require(tensors[i], _rules);
            }
        }

        return new(Step, tensors, _metadata.Where(static pair => !CheckpointFields.IsReserved(pair.Key)).ToDictionary(StringComparer.Ordinal), Metric) { Source = _rules.File };
    }

    private CheckpointTensor ReadTensor(SafetensorsTensor tensor, TensorDigester digester)
    {
        byte[] content = GC.AllocateUninitializedArray<byte>((int)tensor.ByteLength);
        digester.Start(tensor);
        int count;
        for (int position = 0; position < content.Length; position += count)
        {
            count = Math.Min(ChunkBytes, content.Length - position);
            _stream.ReadExactly(content, position, count);
            digester.Append(content.AsSpan(position, count));
        }

        digester.Check(tensor, _metadata[CheckpointFields.TensorDigest + tensor.Shape.Name], _rules);
        return new(tensor.Shape, tensor.Type, content);
    }

    // Every tensor has a digest, and every digest a tensor.
    private void CheckTensors()
    {
        foreach (SafetensorsTensor tensor in _tensors)
        {
            string name = tensor.Shape.Name;
            if (CheckpointFields.Required(_metadata, CheckpointFields.TensorDigest + name, _rules, name).Length != CheckpointSeal.Blank.Length)
            {
                throw _rules.Refuse(CheckpointError.InvalidField, name, $"the SHA-256 of tensor '{name}' to have {CheckpointSeal.Blank.Length} digits", "it has another length");
            }

            if (tensor.ByteLength > Array.MaxLength)
            {
                throw _rules.Refuse(CheckpointError.TensorTooLong, name, $"tensor '{name}' to have at most {Array.MaxLength} bytes", $"it has {tensor.ByteLength}");
            }
        }

        int digests = _metadata.Keys.Count(static key => key.StartsWith(CheckpointFields.TensorDigest, StringComparison.Ordinal));
        if (digests != _tensors.Count)
        {
            throw _rules.Refuse(CheckpointError.InvalidField, null, $"as many digests as tensors, {_tensors.Count}", $"got {digests}");
        }
    }
}
