using System.Security.Cryptography;
using System.Text;
using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>Digest and signature of a header, written into the header itself.</summary>
/// <remarks>
/// <para>The signature is the HMAC-SHA256 of the header's length, JSON and padding without the 64 digits of digest and signature; then the digest is the SHA-256 of the same without the 64 digits of the digest.</para>
/// <para>Digests find accidents; who changes a file on purpose computes new ones, and is found by the signature.</para>
/// </remarks>
internal static class CheckpointSeal
{
    /// <summary>Stands in the place of a digest until it is known.</summary>
    public const string Blank = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Fills in digest and, with a key, signature.</summary>
    /// <param name="file">The file up to the first value.</param>
    /// <param name="key">The key, or empty.</param>
    public static void Apply(Span<byte> file, ReadOnlySpan<byte> key)
    {
        Span<byte> digest = file[Find(file, CheckpointFields.HeaderDigest)];
        if (!key.IsEmpty)
        {
            Write(Sign(file, key), file[Find(file, CheckpointFields.Signature)]);
        }

        Write(Hash(file), digest);
    }

    /// <summary>Refuses a header that is not the one that was written, or not signed with the key.</summary>
    public static void Check(ReadOnlySpan<byte> file, ReadOnlySpan<byte> key, SafetensorsRules rules)
    {
        if (IsMissing(file, CheckpointFields.HeaderDigest))
        {
            throw rules.Refuse(CheckpointError.MissingField, null, $"the field {CheckpointFields.HeaderDigest} of {Blank.Length} hexadecimal digits", "the file has none");
        }

        if (!key.IsEmpty)
        {
            CheckSignature(file, key, rules);
        }

        if (!AreEqual(Hash(file), file[Find(file, CheckpointFields.HeaderDigest)]))
        {
            throw rules.Refuse(CheckpointError.HeaderDigest, null, "the header to have the SHA-256 that it states", "it has another one: the header was damaged or changed");
        }
    }

    /// <summary>Compares a hash with the digits that a file states, in constant time.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> digits)
    {
        Span<byte> expected = stackalloc byte[Blank.Length];
        Write(hash, expected);
        return CryptographicOperations.FixedTimeEquals(expected, digits);
    }

    private static void CheckSignature(ReadOnlySpan<byte> file, ReadOnlySpan<byte> key, SafetensorsRules rules)
    {
        if (IsMissing(file, CheckpointFields.Signature))
        {
            throw rules.Refuse(CheckpointError.NotSigned, null, $"a signed file, as a key is set, with the field {CheckpointFields.Signature}", "the file has none");
        }

        if (!AreEqual(Sign(file, key), file[Find(file, CheckpointFields.Signature)]))
        {
            throw rules.Refuse(CheckpointError.WrongSignature, null, "a header that is signed with the given key", "the signature is another one");
        }
    }

    private static byte[] Sign(ReadOnlySpan<byte> file, ReadOnlySpan<byte> key)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Range digest = Find(file, CheckpointFields.HeaderDigest);
        Range signature = Find(file, CheckpointFields.Signature);
        (Range first, Range second) = digest.Start.Value < signature.Start.Value ? (digest, signature) : (signature, digest);
        hash.AppendData(file[..first.Start]);
        hash.AppendData(file[first.End..second.Start]);
        hash.AppendData(file[second.End..]);
        return hash.GetHashAndReset();
    }

    private static byte[] Hash(ReadOnlySpan<byte> file)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Range digest = Find(file, CheckpointFields.HeaderDigest);
        hash.AppendData(file[..digest.Start]);
        hash.AppendData(file[digest.End..]);
        return hash.GetHashAndReset();
    }

    private static bool IsMissing(ReadOnlySpan<byte> file, string field) => Find(file, field).Equals(default);

    // Quotation marks inside of JSON texts are escaped, keys are unique: the pattern is the field itself, or the file has none of that form.
    private static Range Find(ReadOnlySpan<byte> file, string field)
    {
        Span<byte> pattern = stackalloc byte[field.Length + 4];
        Encoding.ASCII.GetBytes($"\"{field}\":\"", pattern);
        int start = file.IndexOf(pattern) + pattern.Length;
        int end = start + Blank.Length;
        return start >= pattern.Length && end < file.Length && file[end] == (byte)'"' ? start..end : default;
    }

    private static void Write(ReadOnlySpan<byte> hash, Span<byte> digits) => Convert.TryToHexStringLower(hash, digits, out _);
}
