using RuVector.Training.Numerics;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Changes files at random, some by bytes, some by what the bytes mean; the same seed, the same changes.</summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> files)
{
    private KeyedRandom _random = new(seed, RandomPurpose.General);

    /// <summary>A number from 0, less than the limit.</summary>
    public int Next(int limit) => _random.NextInt32(limit);

    /// <summary>A changed file; by chance it may be the same again.</summary>
    public byte[] Mutate()
    {
        byte[] file = [.. files[Next(files.Count)]];
        for (int edits = 1 + Next(4); edits > 0; edits--)
        {
            file = Edit(file);
        }

        return Next(3) == 0 ? ForgedCheckpoint.Resealed(file) : file;
    }

    private byte[] Edit(byte[] file)
    {
        int at = Next(file.Length + 1);
        int length = Math.Min(1 + Next(Next(8) == 0 ? 200 : 9), file.Length - at);
        byte[] other = files[Next(files.Count)];
        int otherAt = Next(other.Length + 1);
        switch (Next(10))
        {
            case 0 when at < file.Length:
                file[at] ^= (byte)(1 << Next(8));
                return file;
            case 1 when at < file.Length:
                file[at] = (byte)Next(256);
                return file;
            case 2 when at < file.Length:
                file[at] = "{}[]\",:0123456789eE-. \\u"u8[Next(24)];
                return file;
            case 3 when file.Length >= 8:
                BitConverter.GetBytes(BitConverter.ToInt64(file) + Next(33) - 16).CopyTo(file, 0);
                return file;
            case 4:
                return file[..at];
            case 5:
                return [.. file[..at], .. file[(at + length)..]];
            case 6:
                return [.. file[..at], .. file[at..(at + length)], .. file[at..]];
            case 7:
                return [.. file[..at], .. other[otherAt..]];
            case 8:
                return Digit(file);
            default:
                return [.. file[..at], .. other[otherAt..Math.Min(otherAt + length, other.Length)], .. file[(at + length)..]];
        }
    }

    // Another number in the header: shapes and ranges, mostly.
    private byte[] Digit(byte[] file)
    {
        int start = Next(file.Length + 1);
        int found = file.AsSpan(start).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (found >= 0)
        {
            file[start + found] = (byte)('0' + Next(10));
        }

        return file;
    }
}
