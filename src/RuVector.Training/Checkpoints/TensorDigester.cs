using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>SHA-256 of tensors, over name, type, shape and values.</summary>
/// <remarks>Hashed are: number of bytes of the name (int64), name (UTF-8), name of the type (ASCII, 3 bytes, padded with a space), number of sizes (int64), sizes (int64 each), values. All little-endian.</remarks>
internal sealed class TensorDigester : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest of a whole tensor, as 64 lower-case digits.</summary>
    public string DigestOf(CheckpointTensor tensor)
    {
        Start(tensor.Header);
        Append(tensor.Content.Span);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Begins a tensor.</summary>
    public void Start(SafetensorsTensor tensor)
    {
        byte[] name = Encoding.UTF8.GetBytes(tensor.Shape.Name);
        Append(name.Length);
        _hash.AppendData(name);
        _hash.AppendData(Encoding.ASCII.GetBytes(tensor.Type.ToString().PadRight(3)));
        Append(tensor.Shape.Dimensions.Length);
        foreach (int size in tensor.Shape.Dimensions)
        {
            Append(size);
        }
    }

    /// <summary>Goes on with values.</summary>
    public void Append(ReadOnlySpan<byte> values) => _hash.AppendData(values);

    /// <summary>Ends the tensor and refuses it where the file states another digest.</summary>
    public void Check(SafetensorsTensor tensor, string digest, SafetensorsRules rules)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        if (!CheckpointSeal.AreEqual(hash, Encoding.ASCII.GetBytes(digest)))
        {
            string name = tensor.Shape.Name;
            throw rules.Refuse(CheckpointError.TensorDigest, name, $"tensor '{name}' to have the SHA-256 that the header states", "it has another one: it was damaged or changed");
        }
    }

    public void Dispose() => _hash.Dispose();

    private void Append(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
