using System.Diagnostics.CodeAnalysis;
using RuVector.Training.Trainer;

namespace RuVector.Training.Data;

/// <summary>A reverse dictionary: queries are definitions, documents are words; everything that a retrieval adapter is trained on and judged by.</summary>
/// <remarks>
/// <para>A folder holds <c>vocab.txt</c>, <c>vectors.npy</c>, <c>train.tsv</c>, <c>valid.tsv</c>, <c>test.tsv</c> and <c>meta.json</c>. The first <c>candidates</c> words are the documents.</para>
/// <para>Queries and documents are embedded by <see cref="SifPooling"/>, fitted on the texts of the training queries. Safe for concurrent reading.</para>
/// <para>Source: Hill, Cho, Korhonen, Bengio, "Learning to Understand Phrases by Embedding the Dictionary", 2016.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "The field's name of the task; not a collection.")]
public sealed class ReverseDictionary
{
    private readonly DefinitionReader _reader;
    private readonly float[,] _documents;

    private ReverseDictionary(SifPooling pooling, DefinitionReader reader, float[,] documents) => (Pooling, _reader, _documents) = (pooling, reader, documents);

    /// <summary>Gets how texts become vectors.</summary>
    public SifPooling Pooling { get; }

    /// <summary>Gets the names of the documents and of the other words; document i is word i.</summary>
    public RowNames Words => Pooling.Words.Words;

    /// <summary>Gets the number of documents, M.</summary>
    public int DocumentCount => _documents.GetLength(0);

    /// <summary>Gets the vectors of the documents, length 1 each, shape <c>[M, D]</c>.</summary>
    public ReadOnlyMatrixSpan Documents => _documents;

    /// <summary>Gets the queries to learn from.</summary>
    public required RetrievalQueries Train { get; init; }

    /// <summary>Gets the queries to choose settings by.</summary>
    public required RetrievalQueries Valid { get; init; }

    /// <summary>Gets the queries to report figures for.</summary>
    public required RetrievalQueries Test { get; init; }

    /// <summary>Gets the training queries with the documents, for a <see cref="PairTrainer"/>; nothing is copied.</summary>
    /// <returns>The pairs.</returns>
    public PairDataset ToPairs() => new(Train.Values, _documents, Train.Gold, Train.Ignored);

    /// <summary>Reads and embeds queries of the caller's own.</summary>
    /// <param name="path">Path of a file with the columns of <c>test.tsv</c>.</param>
    /// <returns>The queries, in the order of the file.</returns>
    /// <exception cref="TrainingDataException">The file breaks a rule of its format, or a query has no direction.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RetrievalQueries ReadQueries(string path) => Embed(Pooling, DocumentCount, [.. _reader.Read(path)], path);

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="smoothing">a of <see cref="SifPooling"/>: positive and finite.</param>
    /// <returns>The dictionary.</returns>
    /// <exception cref="TrainingDataException">A file breaks a rule of its format, the files disagree, or a query or document has no direction: no known word, or nothing left after centring.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smoothing"/> is out of its range.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ReverseDictionary Load(string folder, double smoothing = 1e-3)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string metaPath = Path.Combine(folder, "meta.json");
        string vectorsPath = Path.Combine(folder, "vectors.npy");
        ReverseDictionaryInfo info = ReverseDictionaryInfo.Read(metaPath);
        WordVectors words = WordVectors.Read(Path.Combine(folder, "vocab.txt"), vectorsPath);
        ReverseDictionaryInfo.Require(metaPath, "rows", info.Rows, words.Count);
        ReverseDictionaryInfo.Require(metaPath, "dim", info.Dim, words.Dimension);
        if (info.Candidates < 1 || info.Candidates > words.Count)
        {
            throw new TrainingDataException(metaPath, $"Expected \"candidates\" to be from 1 to {words.Count}, the number of words, but got {info.Candidates}.");
        }

        DefinitionReader reader = new(words.Words, info.Candidates);
        string trainPath = Path.Combine(folder, "train.tsv");
        List<DefinitionRow> train = [.. reader.Read(trainPath)];
        ReverseDictionaryInfo.Require(metaPath, "train", info.Train, train.Count);
        SifPooling pooling = SifPooling.Fit(words, info.Candidates, train.Select(static row => row.Gloss), smoothing);
        return new(pooling, reader, EmbedDocuments(pooling, info.Candidates, vectorsPath))
        {
            Train = Embed(pooling, info.Candidates, train, trainPath),
            Valid = Evaluation("valid", info.Valid),
            Test = Evaluation("test", info.Test),
        };

        RetrievalQueries Evaluation(string split, int declared)
        {
            string path = Path.Combine(folder, $"{split}.tsv");
            List<DefinitionRow> rows = [.. reader.Read(path)];
            ReverseDictionaryInfo.Require(metaPath, split, declared, rows.Count);
            return Embed(pooling, info.Candidates, rows, path);
        }
    }

    private static float[,] EmbedDocuments(SifPooling pooling, int count, string path)
    {
        float[,] documents = new float[count, pooling.Dimension];
        MatrixSpan rows = documents;
        for (int row = 0; row < count; row++)
        {
            if (!pooling.TryEmbedWord(row, rows[row]))
            {
                throw new TrainingDataException(path, $"Expected a vector other than the mean of the candidates, but row {row} ('{pooling.Words.Words[row]}') is the mean and has no direction.");
            }
        }

        return documents;
    }

    private static RetrievalQueries Embed(SifPooling pooling, int documentCount, List<DefinitionRow> rows, string path)
    {
        float[,] vectors = new float[rows.Count, pooling.Dimension];
        MatrixSpan destination = vectors;
        IndexLists gold = new();
        IndexLists ignored = new();
        for (int i = 0; i < rows.Count; i++)
        {
            if (!pooling.TryEmbed(rows[i].Gloss, destination[i]))
            {
                throw new TrainingDataException(path, rows[i].Line, rows[i].GlossColumn, "Expected a gloss with a word of the vocabulary and a direction, but this one has none.");
            }

            gold.AddRow([.. rows[i].Gold]);
            ignored.AddRow([.. rows[i].Also.Where(word => word < documentCount)]);
        }

        return new([.. rows.Select(static row => row.Id)], [.. rows.Select(static row => row.Gloss)], vectors, gold, ignored);
    }
}
