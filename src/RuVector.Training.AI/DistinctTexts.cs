using RuVector.Training.Data;

namespace RuVector.Training.AI;

/// <summary>The different texts of queries and documents, and which of them each query and document is.</summary>
internal sealed class DistinctTexts
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<long> _lines = [];
    private readonly string _file;
    private readonly string[] _texts;

    public DistinctTexts(TextPairs pairs)
    {
        _file = pairs.File.Length > 0 ? pairs.File : "texts";
        Queries = Numbers(pairs.Queries, pairs.QueryLines);
        Documents = Numbers(pairs.Documents, pairs.DocumentLines);
        _texts = new string[_numbers.Count];
        foreach ((string text, int number) in _numbers)
        {
            _texts[number] = text;
        }
    }

    public int Count => _texts.Length;

    public int[] Queries { get; }

    public int[] Documents { get; }

    public ArraySegment<string> Slice(int start, int count) => new(_texts, start, count);

    /// <summary>The error of a text, with its line where it has one.</summary>
    public TrainingDataException Error(int text, string reason) =>
        _lines[text] > 0 ? new(_file, _lines[text], 1, reason) : new(_file, $"{reason} The text is '{(_texts[text].Length > 80 ? _texts[text][..80] + "..." : _texts[text])}'.");

    private int[] Numbers(IReadOnlyList<string> texts, IReadOnlyList<long> lines)
    {
        int[] numbers = new int[texts.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!_numbers.TryGetValue(texts[i], out numbers[i]))
            {
                numbers[i] = _numbers.Count;
                _numbers.Add(texts[i], numbers[i]);
                _lines.Add(lines.Count > 0 ? lines[i] : 0);
            }
        }

        return numbers;
    }
}
