using RuVector.Training.Checkpoints;

namespace RuVector.Training.Files;

/// <summary>One tensor of a safetensors header with the byte range of its values.</summary>
internal readonly record struct SafetensorsEntry(SafetensorsTensor Tensor, long Begin, long End)
{
    /// <summary>Orders the tensors by their values and checks that they fill the file.</summary>
    public static IReadOnlyList<SafetensorsTensor> InOrder(IReadOnlyCollection<SafetensorsEntry> entries, long dataLength, SafetensorsRules rules)
    {
        long end = 0;
        List<SafetensorsTensor> tensors = new(entries.Count);
        foreach (SafetensorsEntry entry in entries.OrderBy(static entry => entry.Begin).ThenBy(static entry => entry.End))
        {
            if (entry.Begin != end)
            {
                string name = entry.Tensor.Shape.Name;
                bool hole = entry.Begin > end;
                throw rules.Refuse(
                    hole ? CheckpointError.Hole : CheckpointError.Overlap,
                    name,
                    $"tensor '{name}' to start at byte {end}, where the one before ends",
                    $"it starts at {entry.Begin}: {(hole ? "a hole" : "an overlap")}");
            }

            end = entry.End;
            tensors.Add(entry.Tensor);
        }

        return end == dataLength
            ? tensors
            : throw rules.Refuse(CheckpointError.WrongLength, null, $"{end} bytes of values, as the tensors need", $"the file has {dataLength}");
    }
}
