using System.Text.Json;

namespace RuVector.Training.Data;

/// <summary>Reads the vectors, ids and texts of a line.</summary>
internal sealed class ItemReader
{
    private readonly Utf8LineReader _lines;
    private readonly VectorMatrix? _queries;
    private readonly VectorMatrix? _documents;
    private int _dimension;
    private int _acceptedDimension;

    public ItemReader(Utf8LineReader lines, JsonlOptions options)
    {
        (_lines, _queries, _documents) = (lines, options.Queries, options.Documents);
        _acceptedDimension = options.Dimension ?? options.Queries?.Columns ?? options.Documents?.Columns ?? 0;
    }

    /// <summary>Starts a line: the dimension is that of the accepted ones.</summary>
    public void Reset() => _dimension = _acceptedDimension;

    public void Accept() => _acceptedDimension = _dimension;

    /// <summary>Reads the value of a field, which the reader stands at.</summary>
    public void Read(ref LineJson json, RecordField field, RecordItems items)
    {
        if (json.Type != JsonTokenType.StartArray || field.Kind is FieldKind.Vector or FieldKind.Text)
        {
            ReadItem(ref json, field, items);
            return;
        }

        if (json.IsAtNumbers && field.Kind == FieldKind.Vectors && MatrixOf(field) is null)
        {
            ReadVector(ref json, field, items);
            return;
        }

        int start = json.Offset;
        for (json.Read(); json.Type != JsonTokenType.EndArray; json.Read())
        {
            ReadItem(ref json, field, items);
        }

        if (items.Count == 0 && field.IsRequired)
        {
            throw _lines.Error(start, $"Expected {field.Name} to hold one or more, but it is empty.");
        }
    }

    /// <summary>Reads a number, which the reader should stand at.</summary>
    public static float ReadNumber(ref LineJson json, string? field = null)
    {
        if (json.Type != JsonTokenType.Number)
        {
            throw json.Unexpected(field is null ? "a number" : $"{field} to be a number");
        }

        JsonFloat.Read(json.Value, out float value);
        return float.IsFinite(value)
            ? value
            : throw json.Error(FormattableString.Invariant($"Expected numbers from {float.MinValue} to {float.MaxValue}, but got {json.ShownNumber}."));
    }

    private VectorMatrix? MatrixOf(RecordField field) => field.Role == RecordRole.First ? _queries : _documents;

    private void ReadItem(ref LineJson json, RecordField field, RecordItems items)
    {
        int start = json.Offset;
        if (field.Kind is FieldKind.Text or FieldKind.Texts)
        {
            items.Texts.Add(json.RequiredText(field.Name));
            items.Close(start);
        }
        else if (MatrixOf(field) is { } matrix)
        {
            items.Rows.Add(RowOf(ref json, field, matrix));
            items.Close(start);
        }
        else if (json.Type == JsonTokenType.StartArray)
        {
            ReadVector(ref json, field, items);
        }
        else
        {
            string hint = json.Type == JsonTokenType.String ? $" Ids need {(field.Role == RecordRole.First ? nameof(JsonlOptions.Queries) : nameof(JsonlOptions.Documents))}." : "";
            throw json.Unexpected($"{field.Name} to be a vector", hint);
        }
    }

    private static int RowOf(ref LineJson json, RecordField field, VectorMatrix matrix)
    {
        if (json.Type != JsonTokenType.String)
        {
            throw json.Unexpected($"{field.Name} to be the id of a given vector");
        }

        string id = json.Text();
        return matrix.Names!.TryGetRow(id, out int row)
            ? row
            : throw json.Error($"Expected an id of the {matrix.Rows} given vectors, but got {Names.Quote(id)}.");
    }

    private void ReadVector(ref LineJson json, RecordField field, RecordItems items)
    {
        int start = json.Offset;
        int first = items.Values.Count;
        if (!json.TryReadNumbers(items.Values, _dimension > 0 ? _dimension : int.MaxValue))
        {
            ReadUnusualNumbers(ref json, items.Values, first);
        }

        int count = items.Values.Count - first;
        if (count == 0 || count < _dimension)
        {
            string expected = _dimension == 0 ? "1 or more" : FormattableString.Invariant($"{_dimension}");
            throw json.Error($"Expected a vector of {expected} values, but got {count}.");
        }

        if (!items.Values.Span[first..].ContainsAnyExcept(0f))
        {
            throw _lines.Error(start, $"Expected {field.Name} to be a vector that is not all zeros.");
        }

        _dimension = count;
        items.Close(start);
    }

    // Says exactly what is wrong with them, if anything is.
    private void ReadUnusualNumbers(ref LineJson json, FloatBuffer values, int first)
    {
        for (json.Read(); json.Type != JsonTokenType.EndArray; json.Read())
        {
            if (values.Count - first == _dimension && _dimension > 0)
            {
                throw json.Error($"Expected a vector of {_dimension} values, but got more.");
            }

            values.Add(ReadNumber(ref json));
        }
    }
}
