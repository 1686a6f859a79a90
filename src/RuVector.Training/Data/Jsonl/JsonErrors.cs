using System.Text;
using System.Text.Json;

namespace RuVector.Training.Data;

/// <summary>What is wrong in a line that is no JSON, in words.</summary>
internal static class JsonErrors
{
    private static readonly string[] _notFinite = ["NaN", "-NaN", "Infinity", "-Infinity", "inf", "-inf"];

    /// <summary>The error of a line that is no JSON.</summary>
    /// <param name="exception">What the platform says.</param>
    /// <param name="skipped">How many bytes before the place it has not seen.</param>
    /// <param name="lines">The line.</param>
    public static TrainingDataException Of(JsonException exception, int skipped, Utf8LineReader lines)
    {
        int offset = (int)Math.Min((exception.BytePositionInLine ?? 0) + skipped, lines.Line.Length);
        int start = StartOfWord(lines.Line, offset);
        string word = WordAt(lines.Line, start);
        if (_notFinite.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            return lines.Error(start, $"Expected finite numbers, but got {word}.");
        }

        int place = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return lines.Error(offset, $"Expected valid JSON, but: {(place < 0 ? exception.Message : exception.Message[..place])}");
    }

    private static int StartOfWord(ReadOnlySpan<byte> line, int offset)
    {
        while (offset > 0 && IsOfWord(line[offset - 1]))
        {
            offset--;
        }

        return offset;
    }

    private static string WordAt(ReadOnlySpan<byte> line, int start)
    {
        int end = start;
        while (end < line.Length && end - start < 16 && IsOfWord(line[end]))
        {
            end++;
        }

        return Encoding.ASCII.GetString(line[start..end]);
    }

    private static bool IsOfWord(byte character) => character == '-' || char.IsAsciiLetter((char)character);
}
