using System.Text.Json;

namespace RuVector.Training.Data;

/// <summary>Counts bad lines and writes them to a file, until there are too many.</summary>
internal sealed class RejectWriter : IDisposable
{
    private readonly long _maximum;
    private readonly FileStream? _file;
    private readonly Utf8JsonWriter? _json;

    public RejectWriter(JsonlOptions options)
    {
        _maximum = options.MaxBadLines;
        if (options.RejectsPath is not null)
        {
            _file = File.Create(options.RejectsPath);
            _json = new Utf8JsonWriter(_file);
        }
    }

    public long Count { get; private set; }

    /// <exception cref="TrainingDataException">There are more than are left out.</exception>
    public void Add(TrainingDataException error, ReadOnlySpan<byte> content)
    {
        Write(error, content);
        if (Count == _maximum)
        {
            throw _maximum == 0 ? error : new TrainingDataException(error.File, error.Line, error.Column, $"{error.Reason} This is bad line {Count + 1}; MaxBadLines is {_maximum}.");
        }

        Count++;
    }

    public void Dispose()
    {
        _json?.Dispose();
        _file?.Dispose();
    }

    private void Write(TrainingDataException error, ReadOnlySpan<byte> content)
    {
        if (_json is null)
        {
            return;
        }

        _json.WriteStartObject();
        _json.WriteNumber("line"u8, error.Line);
        _json.WriteNumber("column"u8, error.Column);
        _json.WriteString("reason"u8, error.Reason);
        _json.WriteString("content"u8, content);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _file!.WriteByte((byte)'\n');
    }
}
