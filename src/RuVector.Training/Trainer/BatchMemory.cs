using System.Runtime.InteropServices;
using RuVector.Training.Mining;
using RuVector.Training.Numerics;

namespace RuVector.Training.Trainer;

/// <summary>Embeddings of past batches as candidates behind those of a batch. What a step adds is shown from the next step on.</summary>
internal sealed class BatchMemory(int capacity, int dimension, long? ageLimit)
{
    private CrossBatchMemory _memory = new(capacity, dimension, ageLimit);
    private readonly MatrixBuffer _candidates = new(dimension);
    private readonly MatrixBuffer _gradients = new(dimension);
    private readonly MatrixBuffer _added = new(dimension);
    private readonly List<long> _addedIds = [];
    private readonly List<int> _addedLabels = [];
    private int _candidateCount;

    /// <summary>Gets where the gradients of the candidates of the last <see cref="Join"/> belong.</summary>
    public MatrixSpan Gradients => _gradients.View(_candidateCount);

    public int CountAt(long step) => _memory.CountAt(step);

    /// <summary>Puts what is remembered behind the rows of a batch; a row is never compared with itself, seen earlier.</summary>
    public ReadOnlyMatrixSpan Join(ReadOnlyMatrixSpan rows, int[] samples, int[] labels, long step, out PairRelations relations)
    {
        int count = _memory.CountAt(step);
        _candidateCount = rows.Rows + count;
        MatrixSpan candidates = _candidates.View(_candidateCount);
        rows.CopyTo(candidates.SliceRows(0, rows.Rows));
        int[] all = [.. labels, .. new int[count]];
        _memory.CopyTo(step, candidates.SliceRows(rows.Rows, count), labels: all.AsSpan(rows.Rows));
        relations = PairRelations.FromLabels(labels, all, anchorsComeFirst: true).Ignoring(_memory.FindSameIds([.. samples.Select(static sample => (long)sample)], step, rows.Rows));
        return candidates;
    }

    /// <summary>Notes the rows of a batch of the step under way.</summary>
    public void Add(ReadOnlyMatrixSpan rows, int[] samples, int[] labels)
    {
        int before = _addedIds.Count;
        rows.CopyTo(_added.View(before + rows.Rows).SliceRows(before, rows.Rows));
        _addedIds.AddRange(samples.Select(static sample => (long)sample));
        _addedLabels.AddRange(labels);
    }

    /// <summary>Remembers what was noted, unless an embedding is not finite: such a step teaches nothing.</summary>
    public void Commit(long step)
    {
        MatrixSpan added = _added.View(_addedIds.Count);
        if (FiniteRows.AreAllFinite(added.Values))
        {
            _memory.Add(added, CollectionsMarshal.AsSpan(_addedIds), CollectionsMarshal.AsSpan(_addedLabels), step);
        }

        _addedIds.Clear();
        _addedLabels.Clear();
    }

    public void Export(string group, StateWriter writer, Dictionary<string, long> numbers)
    {
        CrossBatchMemoryState state = _memory.ExportState();
        numbers[$"{group} entries"] = state.Ids.Length;
        numbers[$"{group} cursor"] = state.Cursor;
        writer.Add($"{group}/embeddings", state.Embeddings);
        writer.Add($"{group}/ids", state.Ids);
        writer.Add($"{group}/labels", state.Labels);
        writer.Add($"{group}/steps", state.Steps);
    }

    public Action Import(string group, StateReader reader, IReadOnlyDictionary<string, long> numbers)
    {
        int entries = (int)Math.Clamp(numbers.GetValueOrDefault($"{group} entries"), 0, capacity);
        CrossBatchMemoryState state = new()
        {
            Capacity = capacity,
            Dimension = dimension,
            Cursor = (int)Math.Clamp(numbers.GetValueOrDefault($"{group} cursor"), 0, capacity - 1),
            Embeddings = reader.Singles($"{group}/embeddings", entries * dimension),
            Ids = reader.Int64s($"{group}/ids", entries),
            Labels = reader.Int32s($"{group}/labels", entries),
            Steps = reader.Int64s($"{group}/steps", entries),
        };
        CrossBatchMemory restored = new(capacity, dimension, ageLimit);
        restored.ImportState(state);
        return () => _memory = restored;
    }
}
