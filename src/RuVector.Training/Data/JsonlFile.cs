using RuVector.Training.Trainer;

namespace RuVector.Training.Data;

/// <summary>Reads training data from JSONL: one JSON object a line, with vectors inline, or by id into matrices, or texts.</summary>
/// <remarks>
/// <para>Fields are those of <see cref="RecordKind"/>; numbers are rounded to the nearest float32. UTF-8, with or without byte order mark; lines end with LF or CR LF, the last one may lack it. Blank lines are
/// counted and mean nothing.</para>
/// <para>A line is bad when it is no JSON object, has an unknown, missing or repeated field, a number beyond float32 or NaN, a vector of another dimension or of zeros, an unknown id, an id or a document
/// twice, a document that an earlier line gave another meaning for the same query, is over 16 MiB, is nested deeper than 8, or is not UTF-8. The error names file, line, column (in UTF-16 code units, as
/// editors count) and reason. The first one stops reading; see <see cref="JsonlOptions.MaxBadLines"/>. Nothing else is left out.</para>
/// <para>Equal queries (by id, text, or all bits of the vector) are one query, equal documents one document. Thread safe.</para>
/// </remarks>
public static class JsonlFile
{
    private const int BufferSize = 1; // the line reader has its own

    /// <summary>Reads pairs.</summary>
    /// <param name="path">Path of the file; lines are those of <see cref="RecordKind.Pairs"/>.</param>
    /// <param name="options">How to read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The pairs. With <see cref="JsonlOptions.Documents"/>, all its rows are documents; of <see cref="JsonlOptions.Queries"/>, those that occur are queries.</returns>
    /// <exception cref="TrainingDataException">A line is bad, or there is no record.</exception>
    /// <exception cref="ArgumentException">The options do not fit each other.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ReadResult<PairDataset> ReadPairs(string path, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        WithFile(path, options, static source => ToPairs(source, RecordKind.Pairs), cancellationToken);

    /// <summary>Reads pairs from a stream, as <see cref="ReadPairs(string, JsonlOptions, CancellationToken)"/> does.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The pairs.</returns>
    public static ReadResult<PairDataset> ReadPairs(Stream stream, string name, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        ToPairs(new(stream, name, options ?? new(), cancellationToken), RecordKind.Pairs);

    /// <summary>Reads triplets: each makes its positive right and its negative wrong for its anchor.</summary>
    /// <param name="path">Path of the file; lines are those of <see cref="RecordKind.Triplets"/>.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The anchors as queries, with their positives and negatives.</returns>
    /// <exception cref="TrainingDataException">A line is bad, or there is no record.</exception>
    public static ReadResult<PairDataset> ReadTriplets(string path, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        WithFile(path, options, static source => ToPairs(source, RecordKind.Triplets), cancellationToken);

    /// <summary>Reads triplets from a stream, as <see cref="ReadTriplets(string, JsonlOptions, CancellationToken)"/> does.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The anchors as queries, with their positives and negatives.</returns>
    public static ReadResult<PairDataset> ReadTriplets(Stream stream, string name, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        ToPairs(new(stream, name, options ?? new(), cancellationToken), RecordKind.Triplets);

    /// <summary>Reads labelled rows.</summary>
    /// <param name="path">Path of the file; lines are those of <see cref="RecordKind.LabelledRows"/>.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The rows in the order of the lines; classes are numbered in the order their labels come, and named by them.</returns>
    /// <exception cref="TrainingDataException">A line is bad, or there is no record.</exception>
    public static ReadResult<LabelledDataset> ReadLabelledRows(string path, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        WithFile(path, options, ToLabelledRows, cancellationToken);

    /// <summary>Reads labelled rows from a stream, as <see cref="ReadLabelledRows(string, JsonlOptions, CancellationToken)"/> does.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The rows.</returns>
    public static ReadResult<LabelledDataset> ReadLabelledRows(Stream stream, string name, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        ToLabelledRows(new(stream, name, options ?? new(), cancellationToken));

    /// <summary>Reads scored pairs.</summary>
    /// <param name="path">Path of the file; lines are those of <see cref="RecordKind.ScoredPairs"/>.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The pairs in the order of the lines.</returns>
    /// <exception cref="TrainingDataException">A line is bad, or there is no record.</exception>
    public static ReadResult<ScoredPairDataset> ReadScoredPairs(string path, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        WithFile(path, options, ToScoredPairs, cancellationToken);

    /// <summary>Reads scored pairs from a stream, as <see cref="ReadScoredPairs(string, JsonlOptions, CancellationToken)"/> does.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The pairs.</returns>
    public static ReadResult<ScoredPairDataset> ReadScoredPairs(Stream stream, string name, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        ToScoredPairs(new(stream, name, options ?? new(), cancellationToken));

    /// <summary>Reads pairs of texts, to be embedded.</summary>
    /// <param name="path">Path of the file; lines are those of <see cref="RecordKind.TextPairs"/>.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The texts, each once.</returns>
    /// <exception cref="TrainingDataException">A line is bad, or there is no record.</exception>
    public static ReadResult<TextPairs> ReadTextPairs(string path, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        WithFile(path, options, ToTextPairs, cancellationToken);

    /// <summary>Reads pairs of texts from a stream, as <see cref="ReadTextPairs(string, JsonlOptions, CancellationToken)"/> does.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>The texts, each once.</returns>
    public static ReadResult<TextPairs> ReadTextPairs(Stream stream, string name, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        ToTextPairs(new(stream, name, options ?? new(), cancellationToken));

    /// <summary>Checks lines and keeps nothing: memory stays flat whatever the length of the file (ids of labelled rows aside).</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="kind">What its lines hold.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>What the lines are. Contradictions between lines are not looked for, and a file without records is none.</returns>
    /// <exception cref="TrainingDataException">A line is bad.</exception>
    public static LineCounts Check(string path, RecordKind kind, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        WithFile(path, options, source => RecordReader.ReadAll(source, kind, sink: null), cancellationToken);

    /// <summary>Checks the lines of a stream, as <see cref="Check(string, RecordKind, JsonlOptions, CancellationToken)"/> does.</summary>
    /// <param name="stream">The stream, read from its position; it is not disposed.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="kind">What its lines hold.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <returns>What the lines are.</returns>
    public static LineCounts Check(Stream stream, string name, RecordKind kind, JsonlOptions? options = null, CancellationToken cancellationToken = default) =>
        RecordReader.ReadAll(new(stream, name, options ?? new(), cancellationToken), kind, sink: null);

    private static T WithFile<T>(string path, JsonlOptions? options, Func<JsonlSource, T> read, CancellationToken cancellationToken)
    {
        if (options?.RejectsPath is { } rejects && Path.GetFullPath(rejects) == Path.GetFullPath(path))
        {
            throw new ArgumentException($"Expected a RejectsPath other than the file that is read, but got '{rejects}'.", nameof(options));
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        return read(new(stream, path, options ?? new(), cancellationToken));
    }

    private static ReadResult<PairDataset> ToPairs(JsonlSource source, RecordKind kind)
    {
        (VectorMatrix? queryMatrix, VectorMatrix? documentMatrix) = (source.Options.Queries, source.Options.Documents);
        ItemSet queries = queryMatrix is null ? new VectorSet() : new RowSet();
        ItemSet documents = documentMatrix is null ? new VectorSet() : new AllRows(documentMatrix.Rows);
        PairSink sink = new(queries, documents);
        LineCounts lines = Read(source, kind, sink);
        PairDataset data = new(
            MatrixOf(queries, queryMatrix), MatrixOf(documents, documentMatrix), sink.ListsOf(RecordRole.Positive), sink.ListsOf(RecordRole.Ignored), sink.ListsOf(RecordRole.Negative));
        return new(data, lines);
    }

    private static ReadResult<LabelledDataset> ToLabelledRows(JsonlSource source)
    {
        LabelledSink sink = new(source.Options.Queries);
        LineCounts lines = Read(source, RecordKind.LabelledRows, sink);
        return new(sink.ToDataset(), lines);
    }

    private static ReadResult<ScoredPairDataset> ToScoredPairs(JsonlSource source)
    {
        (VectorMatrix? firstMatrix, VectorMatrix? secondMatrix) = (source.Options.Queries, source.Options.Documents);
        ItemSet first = firstMatrix is null ? new VectorSet() : new AllRows(firstMatrix.Rows);
        ItemSet second = secondMatrix is null ? new VectorSet() : new AllRows(secondMatrix.Rows);
        ScoredPairSink sink = new(first, second);
        LineCounts lines = Read(source, RecordKind.ScoredPairs, sink);
        return new(new(MatrixOf(first, firstMatrix), MatrixOf(second, secondMatrix), sink.Pairs), lines);
    }

    private static ReadResult<TextPairs> ToTextPairs(JsonlSource source)
    {
        (TextSet queries, TextSet documents) = (new(), new());
        PairSink sink = new(queries, documents);
        LineCounts lines = Read(source, RecordKind.TextPairs, sink);
        TextPairs texts = new(queries.Texts, documents.Texts, sink.ListsOf(RecordRole.Positive), sink.ListsOf(RecordRole.Ignored), sink.ListsOf(RecordRole.Negative))
        {
            File = source.Name,
            QueryLines = sink.QueryLines,
            DocumentLines = sink.DocumentLines,
        };
        return new(texts, lines);
    }

    private static LineCounts Read(JsonlSource source, RecordKind kind, IRecordSink sink)
    {
        LineCounts lines = RecordReader.ReadAll(source, kind, sink);
        return lines.Accepted > 0 ? lines : throw new TrainingDataException(source.Name, $"Expected at least one record, but got none on {lines.Total} lines.");
    }

    private static VectorMatrix MatrixOf(ItemSet items, VectorMatrix? matrix) => items switch
    {
        VectorSet set => set.ToMatrix(),
        RowSet set => matrix!.Gather(set.Rows),
        _ => matrix!,
    };
}
