using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using RuVector.Training.Files;
using RuVector.Training.Numerics;

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
        (_checkpoint, _digests) = (checkpoint, new string[checkpoint.Tensors.Count]);
        foreach (CheckpointTensor tensor in options.AllowNonFinite ? [] : checkpoint.Tensors)
        {
            FiniteValues.Require(tensor, rules);
        }

        ForEachTensor(i =>
        {
            using TensorDigester digester = new();
            _digests[i] = digester.DigestOf(checkpoint.Tensors[i]);
        });
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
    public void Verify(SafeFileHandle file, SafetensorsRules rules)
    {
        byte[] header = new byte[_header.Length];
        long length = RandomAccess.GetLength(file);
        if (length != ByteLength || RandomAccess.Read(file, header, 0) < header.Length || !header.AsSpan().SequenceEqual(_header))
        {
            throw rules.Refuse(CheckpointError.HeaderDigest, null, $"to read back {ByteLength} bytes with the header that was written", $"got {length} bytes, or another header");
        }

        long[] starts = new long[_digests.Length];
        long next = _header.Length;
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = next;
            next += _checkpoint.Tensors[i].Content.Length;
        }

        ForEachTensor(i => VerifyTensor(i, file, starts[i], rules));
    }

    private void VerifyTensor(int index, SafeFileHandle file, long start, SafetensorsRules rules)
    {
        SafetensorsTensor tensor = _checkpoint.Tensors[index].Header;
        byte[] chunk = new byte[Math.Min(tensor.ByteLength, CheckpointReader.ChunkBytes)];
        using TensorDigester digester = new();
        digester.Start(tensor);
        int count;
        for (long position = 0; position < tensor.ByteLength; position += count)
        {
            count = RandomAccess.Read(file, chunk.AsSpan(0, (int)Math.Min(chunk.Length, tensor.ByteLength - position)), start + position);
            if (count == 0)
            {
                throw new EndOfStreamException("The file became shorter while it was read back.");
            }

            digester.Append(chunk.AsSpan(0, count));
        }

        digester.Check(tensor, _digests[index], rules);
    }

    // Hashing is most of the work: tensors are spread over the threads that the process computes with.
    private void ForEachTensor(Action<int> action)
    {
        try
        {
            Parallel.For(0, _digests.Length, new ParallelOptions { MaxDegreeOfParallelism = ComputeThreads.MaxDegreeOfParallelism }, action);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
