namespace RuVector.Training.Data;

/// <summary>The fields of each kind of record.</summary>
internal static class RecordSchema
{
    private static readonly RecordField[] _pairs =
    [
        new("query", FieldKind.Vector, RecordRole.First, isRequired: true),
        new("positive", FieldKind.Vectors, RecordRole.Positive, isRequired: true),
        new("negatives", FieldKind.Vectors, RecordRole.Negative, isRequired: false),
        new("ignored", FieldKind.Vectors, RecordRole.Ignored, isRequired: false),
    ];

    private static readonly RecordField[] _triplets =
    [
        new("anchor", FieldKind.Vector, RecordRole.First, isRequired: true),
        new("positive", FieldKind.Vector, RecordRole.Positive, isRequired: true),
        new("negative", FieldKind.Vector, RecordRole.Negative, isRequired: true),
    ];

    private static readonly RecordField[] _labelledRows =
    [
        new("id", FieldKind.Id, RecordRole.None, isRequired: false),
        new("vector", FieldKind.Vector, RecordRole.First, isRequired: true),
        new("label", FieldKind.Label, RecordRole.None, isRequired: true),
    ];

    private static readonly RecordField[] _scoredPairs =
    [
        new("first", FieldKind.Vector, RecordRole.First, isRequired: true),
        new("second", FieldKind.Vector, RecordRole.Second, isRequired: true),
        new("score", FieldKind.Score, RecordRole.None, isRequired: true),
    ];

    private static readonly RecordField[] _textPairs =
        [.. _pairs.Select(static field => new RecordField(field.Name, field.Kind == FieldKind.Vector ? FieldKind.Text : FieldKind.Texts, field.Role, field.IsRequired))];

    public static RecordField[] Of(RecordKind kind) => kind switch
    {
        RecordKind.Pairs => _pairs,
        RecordKind.Triplets => _triplets,
        RecordKind.LabelledRows => _labelledRows,
        RecordKind.ScoredPairs => _scoredPairs,
        RecordKind.TextPairs => _textPairs,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Expected a kind of record, but got {kind}."),
    };
}
