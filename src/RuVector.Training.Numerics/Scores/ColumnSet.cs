using System.Numerics;

namespace RuVector.Training.Numerics;

/// <summary>Some columns of a row, a bit each.</summary>
/// <param name="words">Room for the bits; empty for a set that forgets what is added.</param>
internal readonly ref struct ColumnSet(Span<ulong> words)
{
    private const int BitsPerWord = 64;

    private readonly Span<ulong> _words = words;

    public static int WordsFor(int columns) => (columns + BitsPerWord - 1) / BitsPerWord;

    public void Clear() => _words.Clear();

    public void Add(int column)
    {
        if (!_words.IsEmpty)
        {
            _words[column / BitsPerWord] |= 1UL << (column % BitsPerWord);
        }
    }

    /// <summary>Finds the first column from <paramref name="start"/> on that is in the set; -1 when there is none below <paramref name="end"/>.</summary>
    public int Next(int start, int end)
    {
        while (start < end)
        {
            ulong rest = _words[start / BitsPerWord] >> (start % BitsPerWord);
            if (rest != 0)
            {
                int column = start + BitOperations.TrailingZeroCount(rest);
                return column < end ? column : -1;
            }

            start = ((start / BitsPerWord) + 1) * BitsPerWord;
        }

        return -1;
    }
}
