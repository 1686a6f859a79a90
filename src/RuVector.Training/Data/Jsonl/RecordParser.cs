using System.Text.Json;

namespace RuVector.Training.Data;

/// <summary>Turns a line into a record, or says what is wrong with it and where. What lines have in common (dimension, kind of label, ids) is decided by the accepted ones.</summary>
internal sealed class RecordParser
{
    private readonly Utf8LineReader _lines;
    private readonly RecordField[] _fields;
    private readonly ItemReader _items;
    private readonly DocumentCheck _documents;
    private readonly Dictionary<string, long> _linesOfIds = new(StringComparer.Ordinal);
    private bool? _hasIds;
    private bool? _hasNumbers;

    public RecordParser(Utf8LineReader lines, RecordKind kind, JsonlOptions options)
    {
        (_lines, _fields) = (lines, RecordSchema.Of(kind));
        (_items, _documents) = (new ItemReader(lines, options), new DocumentCheck(lines, kind, options));
    }

    public Record Record { get; } = new();

    /// <exception cref="TrainingDataException">The line breaks a rule.</exception>
    public void Parse()
    {
        Record.Clear();
        _items.Reset();
        LineJson json = new(_lines);
        ParseObject(ref json);
        _documents.Check(Record);
        CheckId();
        CheckLabel();
    }

    /// <summary>The record was accepted: the lines that follow are held against it.</summary>
    public void Accept()
    {
        _items.Accept();
        _hasIds ??= Record.Id is not null;
        _hasNumbers ??= Record.IsLabelNumber;
        if (Record.Id is not null)
        {
            _linesOfIds.Add(Record.Id, _lines.LineNumber);
        }
    }

    private void ParseObject(ref LineJson json)
    {
        json.Read();
        if (json.Type != JsonTokenType.StartObject)
        {
            throw json.Unexpected("a JSON object");
        }

        int found = 0;
        while (json.Read() && json.Type == JsonTokenType.PropertyName)
        {
            int field = FieldOf(ref json);
            if ((found & (1 << field)) != 0)
            {
                throw json.Error($"Expected each field once, but {_fields[field].Name} is there twice.");
            }

            found |= 1 << field;
            json.Read();
            ParseValue(ref json, _fields[field]);
        }

        RequireFields(found, json.Offset);
        json.Read(); // refuses what follows
    }

    private int FieldOf(ref LineJson json)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (json.IsName(_fields[i].Utf8Name))
            {
                return i;
            }
        }

        return FieldNamed(json.Text(), json.Offset);
    }

    private int FieldNamed(string name, int offset)
    {
        int found = Array.FindIndex(_fields, field => field.Name == name);
        return found >= 0 ? found : throw _lines.Error(offset, Names.NotOneOf(name, _fields.Select(static field => field.Name)));
    }

    private void RequireFields(int found, int offset)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].IsRequired && (found & (1 << i)) == 0)
            {
                throw _lines.Error(offset, $"Expected the field {_fields[i].Name}, but there is none.");
            }
        }
    }

    private void ParseValue(ref LineJson json, RecordField field)
    {
        switch (field.Kind)
        {
            case FieldKind.Id:
                Record.Id = json.RequiredText(field.Name);
                Record.IdOffset = json.Offset;
                break;
            case FieldKind.Label:
                ParseLabel(ref json);
                break;
            case FieldKind.Score:
                Record.Score = ItemReader.ReadNumber(ref json, field.Name);
                break;
            default:
                _items.Read(ref json, field, Record[field.Role]);
                break;
        }
    }

    private void ParseLabel(ref LineJson json)
    {
        Record.LabelOffset = json.Offset;
        Record.IsLabelNumber = json.Type == JsonTokenType.Number;
        if (!Record.IsLabelNumber)
        {
            Record.Label = json.RequiredText("label");
            return;
        }

        Record.Label = json.TryGetInteger(out long number) ? FormattableString.Invariant($"{number}") : throw json.Unexpected("label to be a text or a whole number");
    }

    private void CheckId()
    {
        if (_hasIds is { } hasIds && hasIds != Record.Id is not null)
        {
            throw _lines.Error(Record.IdOffset, hasIds ? "Expected an id, as the lines before have, but there is none." : "Expected no id, as the lines before have none, but got one.");
        }

        if (Record.Id is not null && _linesOfIds.TryGetValue(Record.Id, out long line))
        {
            throw _lines.Error(Record.IdOffset, $"Expected each id once, but {Names.Quote(Record.Id)} is on line {line} too.");
        }
    }

    private void CheckLabel()
    {
        if (_hasNumbers is { } hasNumbers && hasNumbers != Record.IsLabelNumber)
        {
            throw _lines.Error(Record.LabelOffset, hasNumbers ? "Expected a label that is a number, as on the lines before, but got a text." : "Expected a label that is a text, as on the lines before, but got a number.");
        }
    }
}
