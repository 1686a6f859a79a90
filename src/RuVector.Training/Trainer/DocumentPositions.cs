using System.Runtime.InteropServices;

namespace RuVector.Training.Trainer;

/// <summary>Where documents occur in a list of documents: the mask of known answers is built from it.</summary>
internal sealed class DocumentPositions(int documentCount)
{
    private readonly int[] _lastPlusOne = new int[documentCount];
    private readonly List<int> _previous = [];
    private readonly List<int> _documents = [];
    private readonly List<int> _found = [];

    /// <summary>Replaces the list.</summary>
    public void Load(ReadOnlySpan<int> documents)
    {
        foreach (int document in _documents)
        {
            _lastPlusOne[document] = 0;
        }

        _documents.Clear();
        _previous.Clear();
        foreach (int document in documents)
        {
            _previous.Add(_lastPlusOne[document]);
            _documents.Add(document);
            _lastPlusOne[document] = _documents.Count;
        }
    }

    /// <summary>Adds to <paramref name="mask"/> a row with the places, moved by <paramref name="offset"/>, where one of the documents occurs, without <paramref name="except"/>.</summary>
    public void AddRow(IndexLists mask, ReadOnlySpan<int> documents, int offset, int except)
    {
        _found.Clear();
        foreach (int document in documents)
        {
            for (int place = _lastPlusOne[document]; place > 0; place = _previous[place - 1])
            {
                if (place - 1 + offset != except)
                {
                    _found.Add(place - 1 + offset);
                }
            }
        }

        mask.AddRow(CollectionsMarshal.AsSpan(_found));
    }
}
