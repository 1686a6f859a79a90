using System.Runtime.InteropServices;

namespace RuVector.Training.Trainer;

/// <summary>The negatives of each anchor of a batch, by the numbers of their documents.</summary>
internal sealed class ChosenNegatives
{
    private readonly List<int> _counts = [];
    private readonly List<int> _documents = [];

    /// <summary>Gets the number of negatives of each anchor.</summary>
    public ReadOnlySpan<int> Counts => CollectionsMarshal.AsSpan(_counts);

    /// <summary>Gets the documents, those of the first anchor first.</summary>
    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(_documents);

    public void Clear()
    {
        _counts.Clear();
        _documents.Clear();
    }

    /// <summary>Adds the negatives of the next anchor.</summary>
    public void AddAnchor(ReadOnlySpan<int> listed, ReadOnlySpan<int> mined)
    {
        _documents.AddRange(listed);
        _documents.AddRange(mined);
        _counts.Add(listed.Length + mined.Length);
    }
}
