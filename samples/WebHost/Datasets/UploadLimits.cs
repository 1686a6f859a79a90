using System.Buffers;
using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Datasets;

/// <summary>Counts the lines and the vectors of an upload while it comes in, before anything is made of them.</summary>
internal sealed class UploadLimits(WebHostOptions options)
{
    private static readonly SearchValues<byte> _counted = SearchValues.Create((byte)'\n', (byte)'[');

    private int _line = 1;
    private int _vectors;
    private long _lineStart;
    private long _position;

    /// <summary>Counts the next piece.</summary>
    /// <exception cref="ProblemException">A limit is broken.</exception>
    public void Count(ReadOnlySpan<byte> piece)
    {
        long start = _position;
        int offset = 0;
        while (piece[offset..].IndexOfAny(_counted) is >= 0 and int found)
        {
            offset += found + 1;
            if (piece[offset - 1] == '[')
            {
                Require(++_vectors <= options.MaxVectors, $"Expected at most {options.MaxVectors} vectors and lists of vectors");
                continue;
            }

            RequireLine(start + offset - 1);
            (_line, _lineStart) = (_line + 1, start + offset);
        }

        _position = start + piece.Length;
        if (_position > _lineStart)
        {
            RequireLine(_position);
        }
    }

    // The line so far, or to its end.
    private void RequireLine(long end)
    {
        Require(_line <= options.MaxRows, $"Expected at most {options.MaxRows} lines");
        Require(end - _lineStart <= options.MaxRowBytes, $"Expected a line of at most {options.MaxRowBytes} bytes");
    }

    private void Require(bool isWithin, string expected)
    {
        if (!isWithin)
        {
            throw new ProblemException(StatusCodes.Status413PayloadTooLarge, $"Line {_line}: {expected}, but there is more.");
        }
    }
}
