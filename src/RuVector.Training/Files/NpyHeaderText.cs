using System.Text;
using RuVector.Training.Data;

namespace RuVector.Training.Files;

/// <summary>A cursor over the Python literal in an <c>.npy</c> header; spaces between its parts do not matter.</summary>
internal ref struct NpyHeaderText(ReadOnlySpan<byte> header, string name)
{
    private readonly ReadOnlySpan<byte> _header = header;
    private int _position;

    /// <summary>Takes a character if it is next.</summary>
    public bool Accept(char expected)
    {
        SkipSpaces();
        bool isNext = _position < _header.Length && _header[_position] == expected;
        _position += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Takes a character that must be next.</summary>
    public void Expect(char expected)
    {
        if (!Accept(expected))
        {
            throw Error($"'{expected}'");
        }
    }

    /// <summary>Takes a text in single quotes.</summary>
    public string Quoted()
    {
        Expect('\'');
        return Until('\'');
    }

    /// <summary>Takes what is between parentheses.</summary>
    public string Parenthesized()
    {
        Expect('(');
        return Until(')');
    }

    /// <summary>Takes a word of letters.</summary>
    public string Word()
    {
        SkipSpaces();
        int start = _position;
        while (_position < _header.Length && char.IsAsciiLetter((char)_header[_position]))
        {
            _position++;
        }

        return Encoding.ASCII.GetString(_header[start.._position]);
    }

    /// <summary>Checks that only spaces and the final line feed are left.</summary>
    public void ExpectEnd()
    {
        SkipSpaces();
        if (_position != _header.Length - 1 || _header[_position] != '\n')
        {
            throw Error("spaces and one line feed at the end");
        }
    }

    /// <summary>Makes the error for the present place.</summary>
    public readonly TrainingDataException Error(string expected) => new(name, $"Expected a header with {expected}, at byte {_position} of the header.");

    private string Until(char end)
    {
        int length = _header[_position..].IndexOf((byte)end);
        if (length < 0)
        {
            throw Error($"a closing {end}");
        }

        string text = Encoding.ASCII.GetString(_header.Slice(_position, length));
        _position += length + 1;
        return text;
    }

    private void SkipSpaces()
    {
        while (_position < _header.Length && _header[_position] == ' ')
        {
            _position++;
        }
    }
}
