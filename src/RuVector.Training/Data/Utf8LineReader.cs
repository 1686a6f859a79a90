using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace RuVector.Training.Data;

/// <summary>Splits a stream into lines of UTF-8 text and counts them: bytes in, checked lines out.</summary>
/// <remarks>
/// <para>A line ends with LF; the last one may lack it. A byte order mark, CR, NUL, bytes that are not UTF-8, and a line longer than <see cref="MaxLineBytes"/> are refused with line and column;
/// the next call goes on with the line after that one.</para>
/// <para>Memory is linear in the longest line, and never more than twice <see cref="MaxLineBytes"/>. Not thread safe.</para>
/// </remarks>
public sealed class Utf8LineReader
{
    /// <summary>The longest line that is accepted, in bytes: 16 MiB.</summary>
    public const int MaxLineBytes = 1 << 24;

    private const int FirstBufferBytes = 1 << 16;

    private static readonly SearchValues<byte> _refused = SearchValues.Create((byte)'\r', (byte)'\0');

    private readonly Stream _stream;
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _lineStart;
    private int _lineLength;
    private int _next;
    private int _end;
    private bool _isCut;

    /// <summary>Creates a reader.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="file">The name that errors give.</param>
    public Utf8LineReader(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, File) = (stream, file);
    }

    /// <summary>Gets the name that errors give.</summary>
    public string File { get; }

    /// <summary>Gets a value indicating whether a byte order mark at the start and CR LF at the end of a line are taken for what they are: no part of the text.</summary>
    /// <value>The default is <see langword="false"/>: both are refused.</value>
    public bool AcceptsMarkAndCrLf { get; init; }

    /// <summary>Gets the number of the line that was read last, from 1; 0 before the first.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Gets the line that was read last, without its line feed, also when it was refused (of a longer line the first <see cref="MaxLineBytes"/>); valid until the next one is read.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Reads the next line into <see cref="Line"/>.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="TrainingDataException">The line is not acceptable text.</exception>
    public bool Read()
    {
        SkipRest();
        int length = FindLine();
        if (length < 0)
        {
            return false;
        }

        LineNumber++;
        (_lineStart, _lineLength) = (_next, length);
        _next = Math.Min(_next + length + 1, _end);
        CheckLine();
        return true;
    }

    /// <summary>Makes the error for a place in the line that was read last.</summary>
    /// <param name="offset">Where in <see cref="Line"/>, in bytes from 0; its length stands for the end of the line.</param>
    /// <param name="reason">What was expected and what is there.</param>
    /// <returns>The exception, to be thrown.</returns>
    public TrainingDataException Error(int offset, string reason) => new(File, LineNumber, ColumnOf(offset), reason);

    /// <summary>Gets the column of a place in the line that was read last.</summary>
    /// <param name="offset">Where in <see cref="Line"/>, in bytes from 0.</param>
    /// <returns>The column, from 1, in UTF-16 code units.</returns>
    public long ColumnOf(int offset) => Encoding.UTF8.GetCharCount(Line[..offset]) + 1L;

    // What is left of a line that was too long.
    private void SkipRest()
    {
        while (_isCut)
        {
            int feed = _buffer.AsSpan(_next, _end - _next).IndexOf((byte)'\n');
            _next = feed < 0 ? _end : _next + feed + 1;
            _isCut = feed < 0 && Fill();
        }
    }

    private int FindLine()
    {
        int searched = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(_next + searched, _end - _next - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                return searched + feed;
            }

            searched = _end - _next;
            if (searched > MaxLineBytes || !Fill())
            {
                return searched > 0 ? searched : -1;
            }
        }
    }

    private bool Fill()
    {
        _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
        (_next, _end) = (0, _end - _next);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    private void CheckLine()
    {
        if (_lineLength > MaxLineBytes)
        {
            _isCut = _lineStart + _lineLength == _next;
            _lineLength = MaxLineBytes;
            throw Error(MaxLineBytes, $"Expected a line of at most {MaxLineBytes} bytes.");
        }

        TrimMarkAndCr();

        int invalid = Utf8.IsValid(Line) ? _lineLength : FirstInvalid();
        int refused = Line[..invalid].IndexOfAny(_refused);
        if (refused >= 0)
        {
            string ends = AcceptsMarkAndCrLf ? "LF or CR LF" : "LF alone";
            throw Error(refused, Line[refused] == 0 ? "Expected text, but got a NUL character." : $"Expected lines that end with {ends}, but got a carriage return.");
        }

        if (invalid < _lineLength)
        {
            throw Error(invalid, $"Expected UTF-8, but got the byte 0x{Line[invalid]:X2}, which is not part of a character.");
        }
    }

    private void TrimMarkAndCr()
    {
        if (LineNumber == 1 && Line.StartsWith("\uFEFF"u8))
        {
            int length = AcceptsMarkAndCrLf ? "\uFEFF"u8.Length : throw Error(0, "Expected UTF-8 without a byte order mark.");
            (_lineStart, _lineLength) = (_lineStart + length, _lineLength - length);
        }

        if (AcceptsMarkAndCrLf && Line.EndsWith("\r"u8))
        {
            _lineLength--;
        }
    }

    private int FirstInvalid()
    {
        int offset = 0;
        while (Rune.DecodeFromUtf8(Line[offset..], out _, out int length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
