using System.Runtime.InteropServices;

namespace RuVector.Training.Data;

/// <summary>Texts.</summary>
internal sealed class TextSet : ItemSet
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public override int Count => _numbers.Count;

    public List<string> Texts { get; } = [];

    public override int Find(RecordItems items, int item) => _numbers.GetValueOrDefault(items.Texts[item], -1);

    public override int Add(RecordItems items, int item)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, items.Texts[item], out bool exists);
        if (!exists)
        {
            number = Texts.Count;
            Texts.Add(items.Texts[item]);
        }

        return number;
    }

    public override void Clear()
    {
        _numbers.Clear();
        Texts.Clear();
    }
}
