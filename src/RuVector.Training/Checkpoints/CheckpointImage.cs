using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>A checkpoint with the header that its file gets.</summary>
internal sealed class CheckpointImage
{
    private readonly Checkpoint _checkpoint;
    private readonly byte[] _header;
    private readonly string[] _digests;

    /// <summary>Computes the header.</summary>
    /// <exception cref="ArgumentException">The checkpoint is beyond what a reader with the same options accepts.</exception>
    /// <exception cref="CheckpointException">A value is not finite.</exception>
    public CheckpointImage(Checkpoint checkpoint, string file, CheckpointFileOptions options)
    {
        SafetensorsLimits limits = options.CheckedLimits();
        SafetensorsRules rules = CheckpointReader.Rules(file, limits);
        if (!options.AllowNonFinite)
        {
            foreach (CheckpointTensor tensor in checkpoint.Tensors)
            {
                FiniteValues.Require(tensor, rules);
            }
        }

        using TensorDigester digester = new();
        (_checkpoint, _digests) = (checkpoint, [.. checkpoint.Tensors.Select(digester.DigestOf)]);
        Dictionary<string, string> metadata = CheckpointFields.ToMetadata(checkpoint, _digests, signed: !options.SigningKey.IsEmpty);
        _header = SafetensorsHeaderWriter.ToBytes(new([.. checkpoint.Tensors.Select(static tensor => tensor.Header)], metadata), limits);
        CheckpointSeal.Apply(_header, options.SigningKey.Span);
        ByteLength = checkpoint.Tensors.Aggregate((long)_header.Length, static (length, tensor) => length + tensor.Content.Length);
    }

    /// <summary>Number of bytes of the file.</summary>
    public long ByteLength { get; }

    /// <summary>Writes header and values.</summary>
    public void WriteTo(Stream stream)
    {
        stream.Write(_header);
        foreach (CheckpointTensor tensor in _checkpoint.Tensors)
        {
            stream.Write(tensor.Content.Span);
        }
    }

    /// <summary>Reads a file back and refuses it where it is not this image.</summary>
    public void Verify(Stream stream, SafetensorsRules rules)
    {
        byte[] header = new byte[_header.Length];
        if (stream.Length != ByteLength || stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().SequenceEqual(_header))
        {
            throw rules.Refuse(CheckpointError.HeaderDigest, null, $"to read back {ByteLength} bytes with the header that was written", $"got {stream.Length} bytes, or another header");
        }

        using TensorDigester digester = new();
        byte[] chunk = new byte[CheckpointReader.ChunkBytes];
        for (int i = 0; i < _digests.Length; i++)
        {
            CheckpointTensor tensor = _checkpoint.Tensors[i];
            digester.Start(tensor.Header);
            int count;
            for (int position = 0; position < tensor.Content.Length; position += count)
            {
                count = Math.Min(chunk.Length, tensor.Content.Length - position);
                stream.ReadExactly(chunk, 0, count);
                digester.Append(chunk.AsSpan(0, count));
            }

            digester.Check(tensor.Header, _digests[i], rules);
        }
    }
}
