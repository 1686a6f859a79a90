using System.Text;
using System.Text.Json;

namespace RuVector.Training.Data;

/// <summary>The tokens of one line of JSON. Lists of numbers are read by hand, which is several times as fast; all else, and every error, is left to the reader of the platform.</summary>
internal ref struct LineJson
{
    private const int MaxDepth = 8;
    private const int MaxShownNumber = 32;

    private readonly Utf8LineReader _lines;
    private readonly ReadOnlySpan<byte> _line;
    private Utf8JsonReader _reader;
    private int _start;
    private int _skipped;

    public LineJson(Utf8LineReader lines)
    {
        _lines = lines;
        _line = lines.Line;
        _reader = new(_line, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>Where the token is in the line.</summary>
    public readonly int Offset => _start + (int)_reader.TokenStartIndex;

    /// <summary>The bytes of a number, or of a text as it is written.</summary>
    public readonly ReadOnlySpan<byte> Value => _reader.ValueSpan;

    /// <summary>Whether a list of numbers begins here: the token is a bracket, and a number is next.</summary>
    public readonly bool IsAtNumbers
    {
        get
        {
            ReadOnlySpan<byte> rest = _line[(_start + (int)_reader.BytesConsumed)..].TrimStart(" \t"u8);
            return Type == JsonTokenType.StartArray && !rest.IsEmpty && (rest[0] == '-' || char.IsAsciiDigit((char)rest[0]));
        }
    }

    /// <exception cref="TrainingDataException">The line is no JSON.</exception>
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException e)
        {
            throw JsonErrors.Of(e, _skipped, _lines);
        }
    }

    /// <summary>Reads a whole list of numbers whose bracket is the token; the token is the closing bracket then. If there is anything else in it, out of range or too much, nothing happens.</summary>
    public bool TryReadNumbers(FloatBuffer values, int most)
    {
        int count = values.Count;
        int start = _start + (int)_reader.BytesConsumed;
        int length = ReadNumbers(_line[start..], values, most);
        if (length < 0)
        {
            values.Truncate(count);
            return false;
        }

        // What is left is that of an empty list.
        _reader = new(_line[(start + length)..], isFinalBlock: true, _reader.CurrentState);
        (_start, _skipped) = (start + length, _skipped + length);
        return Read();
    }

    /// <summary>The error of what the token is.</summary>
    public readonly TrainingDataException Unexpected(string expected, string hint = "") => Error($"Expected {expected}, but got {Describe()}.{hint}");

    /// <summary>An error at the token.</summary>
    public readonly TrainingDataException Error(string reason) => _lines.Error(Offset, reason);

    /// <summary>The text of the token.</summary>
    public readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error("Expected text, but it holds half of a surrogate pair.");
        }
    }

    /// <summary>The text of the token, which should be one and not be empty.</summary>
    public readonly string RequiredText(string field)
    {
        string text = Type == JsonTokenType.String ? Text() : throw Unexpected($"{field} to be a text");
        return text.Length > 0 ? text : throw Error($"Expected {field} to be a text, but it is empty.");
    }

    public readonly bool IsName(ReadOnlySpan<byte> name) => !_reader.ValueIsEscaped && _reader.ValueSpan.SequenceEqual(name);

    public readonly bool TryGetInteger(out long value) => _reader.TryGetInt64(out value);

    /// <summary>A number as it is written, cut when it is long.</summary>
    public readonly string ShownNumber => Encoding.ASCII.GetString(Value[..Math.Min(Value.Length, MaxShownNumber)]) + (Value.Length > MaxShownNumber ? "..." : "");

    private static int ReadNumbers(ReadOnlySpan<byte> text, FloatBuffer values, int most)
    {
        int i = SkipSpaces(text, 0);
        while (most > 0)
        {
            int length = JsonFloat.Read(text[i..], out float value);
            if (length == 0 || !float.IsFinite(value))
            {
                return -1;
            }

            values.Add(value);
            i = SkipSpaces(text, i + length);
            if (i == text.Length || text[i] != ',')
            {
                return i < text.Length && text[i] == ']' ? i : -1;
            }

            i = SkipSpaces(text, i + 1);
            most--;
        }

        return -1;
    }

    private static int SkipSpaces(ReadOnlySpan<byte> text, int i)
    {
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t')
        {
            i++;
        }

        return i;
    }

    private readonly string Describe() => Type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => $"the text {Names.Quote(Text())}",
        JsonTokenType.Number => $"the number {ShownNumber}",
        _ => Encoding.ASCII.GetString(Value),
    };
}
