namespace RuVector.Training.Data;

/// <summary>Queries and documents as texts, each text once, and which documents answer which query: pairs that are still to be embedded.</summary>
/// <remarks>Immutable by contract: nothing is copied. Safe for concurrent reading.</remarks>
public sealed class TextPairs
{
    /// <summary>Creates pairs.</summary>
    /// <param name="queries">The texts of the queries.</param>
    /// <param name="documents">The texts of the documents.</param>
    /// <param name="positives">The right documents of each query, at least one.</param>
    /// <param name="ignored">Documents of each query that are neither right nor wrong; <see langword="null"/> for none.</param>
    /// <param name="negatives">Documents of each query that are known to be wrong; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, a query has no positive, a document does not exist or is listed as two kinds, or a text is empty.</exception>
    public TextPairs(IReadOnlyList<string> queries, IReadOnlyList<string> documents, IndexLists positives, IndexLists? ignored = null, IndexLists? negatives = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(documents);
        (Queries, Documents) = (queries, documents);
        Answers = new AnswerLists(queries.Count, documents.Count, positives, ignored, negatives);
        RequireTexts(queries, nameof(queries));
        RequireTexts(documents, nameof(documents));
    }

    /// <summary>Gets the texts of the queries.</summary>
    public IReadOnlyList<string> Queries { get; }

    /// <summary>Gets the texts of the documents.</summary>
    public IReadOnlyList<string> Documents { get; }

    /// <summary>Gets the right documents of each query.</summary>
    public IndexLists Positives => Answers.Positives;

    /// <summary>Gets the documents of each query that are neither right nor wrong.</summary>
    public IndexLists Ignored => Answers.Ignored;

    /// <summary>Gets the documents of each query that are known to be wrong; rows may be empty.</summary>
    public IndexLists Negatives => Answers.Negatives;

    /// <summary>Gets the file the texts were read from; empty when they come from memory.</summary>
    public string File { get; internal init; } = "";

    /// <summary>Gets the line of the first occurrence of each query, from 1; empty when they come from memory.</summary>
    public IReadOnlyList<long> QueryLines { get; internal init; } = [];

    /// <summary>Gets the line of the first occurrence of each document, from 1; empty when they come from memory.</summary>
    public IReadOnlyList<long> DocumentLines { get; internal init; } = [];

    internal AnswerLists Answers { get; }

    private static void RequireTexts(IReadOnlyList<string> texts, string paramName)
    {
        for (int i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrEmpty(texts[i]))
            {
                throw new ArgumentException($"Expected texts that are not empty, but text {i} is.", paramName);
            }
        }
    }
}
