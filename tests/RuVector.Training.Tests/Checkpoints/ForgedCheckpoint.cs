using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A checkpoint file made from the documentation alone, right or wrong in any place, with digests that are right unless they are to be wrong.</summary>
internal sealed record ForgedCheckpoint(IReadOnlyList<ForgedTensor> Tensors)
{
    private const string Blank = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The fields of the metadata as JSON texts; the digests come on top.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string> { ["ruvector.format"] = "\"1\"", ["ruvector.library"] = "\"0.1.0\"", ["ruvector.step"] = "\"7\"" };

    /// <summary>JSON in front of the tensors, with a comma at its end.</summary>
    public string Before { get; init; } = "";

    /// <summary>JSON behind the tensors, with a comma at its start.</summary>
    public string After { get; init; } = "";

    public byte[]? Key { get; init; }

    public bool HasHeaderDigest { get; init; } = true;

    public byte[] Trailing { get; init; } = [];

    public ForgedCheckpoint With(string field, string? json)
    {
        Dictionary<string, string> fields = new(Fields);
        if (json is null)
        {
            fields.Remove(field);
        }
        else
        {
            fields[field] = json;
        }

        return this with { Fields = fields };
    }

    public ForgedCheckpoint With(int index, Func<ForgedTensor, ForgedTensor> change) => this with { Tensors = [.. Tensors.Select((tensor, i) => i == index ? change(tensor) : tensor)] };

    public byte[] ToBytes()
    {
        StringBuilder json = new("{");
        json.Append(Before).Append("\"__metadata__\":{").AppendJoin(',', Metadata()).Append('}');
        long position = 0;
        foreach (ForgedTensor tensor in Tensors)
        {
            string shape = tensor.Shape ?? $"[{string.Join(',', tensor.Sizes)}]";
            string range = tensor.Range ?? $"[{position},{position + tensor.Content.Length}]";
            json.Append(CultureInfo.InvariantCulture, $",{Quoted(tensor.Name)}:{{\"dtype\":\"{tensor.Type}\",\"shape\":{shape},\"data_offsets\":{range}}}");
            position += tensor.Content.Length;
        }

        json.Append(After).Append('}');
        byte[] header = Sealed(Encoding.UTF8.GetBytes(json.ToString()));
        return [.. header, .. Contents(), .. Trailing];
    }

    /// <summary>Makes the digest of a header right again, wherever that is possible: what a reader that checks none would accept.</summary>
    public static byte[] Resealed(byte[] file)
    {
        if (file.Length < 8)
        {
            return file;
        }

        int length = (int)Math.Clamp(BitConverter.ToInt64(file), 0, file.Length - 8);
        byte[] header = file[..(8 + length)];
        Fill(header, "ruvector.sha256", static (text, position) => SHA256.HashData(Without(text, position)));
        return [.. header, .. file[(8 + length)..]];
    }

    private byte[] Contents()
    {
        using MemoryStream contents = new();
        foreach (ForgedTensor tensor in Tensors)
        {
            contents.Write(tensor.Content);
        }

        return contents.ToArray();
    }

    private IEnumerable<string> Metadata()
    {
        IEnumerable<string> fields = Fields.Select(static field => $"{Quoted(field.Key)}:{field.Value}");
        IEnumerable<string> digests = Tensors.Where(static tensor => tensor.Digest != "").Select(static tensor => $"{Quoted("ruvector.sha256." + tensor.Name)}:\"{tensor.Digest ?? tensor.RightDigest()}\"");
        string[] signature = Key is null ? [] : [$"\"ruvector.hmac\":\"{Blank}\""];
        string[] seal = HasHeaderDigest ? [$"\"ruvector.sha256\":\"{Blank}\""] : [];
        return [.. fields, .. signature, .. seal, .. digests];
    }

    private byte[] Sealed(byte[] json)
    {
        int padded = (json.Length + 7) / 8 * 8;
        byte[] header = new byte[8 + padded];
        BitConverter.GetBytes((long)padded).CopyTo(header, 0);
        json.CopyTo(header, 8);
        header.AsSpan(8 + json.Length).Fill((byte)' ');
        if (Key is { } key)
        {
            Fill(header, "ruvector.hmac", (text, position) => HMACSHA256.HashData(key, Without(Without(text, position), Find(Without(text, position), "ruvector.sha256"))));
        }

        Fill(header, "ruvector.sha256", static (text, position) => SHA256.HashData(Without(text, position)));
        return header;
    }

    // Without the 64 digits at a position; -1 for none.
    private static byte[] Without(byte[] header, int position) => position < 0 ? header : [.. header.AsSpan(0, position), .. header.AsSpan(position + 64)];

    private static void Fill(byte[] header, string field, Func<byte[], int, byte[]> hash)
    {
        int position = Find(header, field);
        if (position >= 0 && position + 64 <= header.Length)
        {
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash(header, position)), header.AsSpan(position));
        }
    }

    private static int Find(byte[] header, string field)
    {
        byte[] pattern = Encoding.ASCII.GetBytes($"\"{field}\":\"");
        int start = header.AsSpan().IndexOf(pattern);
        return start < 0 ? -1 : start + pattern.Length;
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
