using System.Text;

namespace RuVector.Training.Data;

/// <summary>A field that records of a kind have.</summary>
internal sealed class RecordField(string name, FieldKind kind, RecordRole role, bool isRequired)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public FieldKind Kind { get; } = kind;

    public RecordRole Role { get; } = role;

    public bool IsRequired { get; } = isRequired;
}
