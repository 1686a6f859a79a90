namespace RuVector.Training.Data;

/// <summary>Checks of <see cref="JsonlOptions"/>.</summary>
internal static class JsonlGuard
{
    /// <exception cref="ArgumentException">The options do not fit each other or the kind of record.</exception>
    public static void Check(JsonlOptions options, RecordKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxBadLines, nameof(options));
        if (options.Dimension is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Dimension, $"Expected a Dimension of 1 or more, but got {options.Dimension}.");
        }

        if (kind == RecordKind.TextPairs && (options.Queries ?? options.Documents) is not null)
        {
            throw new ArgumentException($"Expected no matrices, because the records hold texts, but got {(options.Queries is null ? nameof(options.Documents) : nameof(options.Queries))}.", nameof(options));
        }

        if (kind == RecordKind.LabelledRows && options.Documents is not null)
        {
            throw new ArgumentException("Expected no Documents, because labelled rows refer to Queries, but got some.", nameof(options));
        }

        CheckMatrix(options, options.Queries, nameof(options.Queries), options.Dimension);
        CheckMatrix(options, options.Documents, nameof(options.Documents), options.Dimension ?? options.Queries?.Columns);
    }

    private static void CheckMatrix(JsonlOptions options, VectorMatrix? matrix, string name, int? dimension)
    {
        if (matrix is { Names: null })
        {
            throw new ArgumentException($"Expected {name} with names, because records refer to them by id, but they have none.", nameof(options));
        }

        if (matrix is not null && matrix.Columns != (dimension ?? matrix.Columns))
        {
            throw new ArgumentException($"Expected {name} of dimension {dimension}, but got {matrix.Columns}.", nameof(options));
        }
    }
}
