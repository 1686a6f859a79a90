using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Embeddings of past batches as more candidates: a ring in which the newest take the place of the oldest.</summary>
/// <remarks>
/// <para>Entries carry an id, a label and the step of their batch. What is older than the age limit is not shown: embeddings drift while the model learns. A batch followed by the memory is a candidate matrix for
/// <see cref="PairRelations.FromLabels(ReadOnlySpan{int}, ReadOnlySpan{int}, bool)"/>; <see cref="FindSameIds"/> lists for each anchor the entries that are the anchor itself, seen earlier.</para>
/// <para>Belongs to one run: it changes with every batch, and its state is exported and imported whole, with the place of the next entry. Not thread safe. No call allocates, but for the state and the list.</para>
/// <para>Source: Wang, Zhang, Huang, Scott, "Cross-batch memory for embedding learning", 2020; He et al., "Momentum contrast for unsupervised visual representation learning", 2020.</para>
/// </remarks>
public sealed class CrossBatchMemory
{
    private readonly float[] _embeddings;
    private readonly long[] _ids;
    private readonly int[] _labels;
    private readonly long[] _steps;
    private readonly long _ageLimit;
    private int _cursor;
    private int _written;

    /// <summary>Creates an empty memory.</summary>
    /// <param name="capacity">Number of entries that it holds at most, 1 or more.</param>
    /// <param name="dimension">Dimension of the embeddings, 1 or more.</param>
    /// <param name="ageLimit">Number of steps after which an entry is not shown any more, 0 or more; <see langword="null"/> for no limit. At a limit of 1 the entries of the step before are shown, and no older ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or the memory would be larger than an array can be.</exception>
    public CrossBatchMemory(int capacity, int dimension, long? ageLimit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ageLimit ?? 0, nameof(ageLimit));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)capacity * dimension, Array.MaxLength, nameof(capacity));
        (Capacity, Dimension, _ageLimit) = (capacity, dimension, ageLimit ?? long.MaxValue);
        _embeddings = new float[capacity * dimension];
        (_ids, _labels, _steps) = (new long[capacity], new int[capacity], new long[capacity]);
    }

    /// <summary>Gets the number of entries that the memory holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Gets the dimension of the embeddings, D.</summary>
    public int Dimension { get; }

    /// <summary>Adds a batch; of more entries than there is room for, the last ones stay.</summary>
    /// <param name="embeddings">Finite embeddings, <c>[N, D]</c>; copied.</param>
    /// <param name="ids">The id of each row, <c>[N]</c>.</param>
    /// <param name="labels">The label of each row, <c>[N]</c>; empty for 0 everywhere.</param>
    /// <param name="step">The step of the batch, not below that of the last one.</param>
    /// <exception cref="ArgumentException">The shapes do not fit; nothing was added.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step lies before that of the newest entry; nothing was added.</exception>
    /// <exception cref="NonFiniteValueException">An embedding holds NaN or an infinity; nothing was added.</exception>
    public void Add(ReadOnlyMatrixSpan embeddings, ReadOnlySpan<long> ids, ReadOnlySpan<int> labels, long step)
    {
        CheckBatch(embeddings, ids.Length, labels.Length, step);
        for (int row = Math.Max(0, embeddings.Rows - Capacity); row < embeddings.Rows; row++)
        {
            embeddings[row].CopyTo(_embeddings.AsSpan(_cursor * Dimension, Dimension));
            _ids[_cursor] = ids[row];
            _labels[_cursor] = labels.IsEmpty ? 0 : labels[row];
            _steps[_cursor] = step;
            _cursor = (_cursor + 1) % Capacity;
            _written = Math.Min(Capacity, _written + 1);
        }
    }

    /// <summary>Counts the entries that are shown at a step: those that are not too old.</summary>
    /// <param name="step">The step.</param>
    /// <returns>0 to <see cref="Capacity"/>.</returns>
    public int CountAt(long step)
    {
        // Entries come in the order of their steps, so the old ones are the first.
        (int low, int high) = (0, _written);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = IsTooOld(_steps[PlaceOf(middle)], step) ? (middle + 1, high) : (low, middle);
        }

        return _written - low;
    }

    /// <summary>Copies the entries that are shown at a step, oldest first.</summary>
    /// <param name="step">The step.</param>
    /// <param name="embeddings">Overwritten with the embeddings, <c>[n, D]</c>, n = <see cref="CountAt"/>.</param>
    /// <param name="ids">Overwritten with the ids, <c>[n]</c>; or empty.</param>
    /// <param name="labels">Overwritten with the labels, <c>[n]</c>; or empty.</param>
    /// <exception cref="ArgumentException">An output does not have the shape of the entries; nothing was written.</exception>
    public void CopyTo(long step, MatrixSpan embeddings, Span<long> ids = default, Span<int> labels = default)
    {
        int count = CountAt(step);
        if (embeddings.Rows != count || (count > 0 && embeddings.Columns != Dimension))
        {
            throw new ArgumentException($"Expected embeddings of shape [{count}, {Dimension}], but got [{embeddings.Rows}, {embeddings.Columns}].", nameof(embeddings));
        }

        MemoryGuard.CheckLength(ids.Length, count, "ids", nameof(ids));
        MemoryGuard.CheckLength(labels.Length, count, "labels", nameof(labels));
        for (int row = 0; row < count; row++)
        {
            int place = PlaceOf(_written - count + row);
            _embeddings.AsSpan(place * Dimension, Dimension).CopyTo(embeddings[row]);
            if (!ids.IsEmpty)
            {
                ids[row] = _ids[place];
            }

            if (!labels.IsEmpty)
            {
                labels[row] = _labels[place];
            }
        }
    }

    /// <summary>Finds for each anchor the shown entries that have its id: the anchor itself, seen earlier. Leave them out with <see cref="PairRelations.Ignoring"/>.</summary>
    /// <param name="anchorIds">The id of each anchor.</param>
    /// <param name="step">The step.</param>
    /// <param name="firstCandidate">The candidate that the oldest shown entry is: the number of anchors, when the candidates are the batch followed by the memory.</param>
    /// <returns>A list of candidates for each anchor.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="firstCandidate"/> is negative.</exception>
    public IndexLists FindSameIds(ReadOnlySpan<long> anchorIds, long step, int firstCandidate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstCandidate);
        int count = CountAt(step);
        Dictionary<long, List<int>> places = [];
        for (int row = 0; row < count; row++)
        {
            long id = _ids[PlaceOf(_written - count + row)];
            (places.TryGetValue(id, out List<int>? of) ? of : places[id] = []).Add(firstCandidate + row);
        }

        IndexLists lists = new();
        foreach (long id in anchorIds)
        {
            lists.AddRow(places.TryGetValue(id, out List<int>? of) ? of.ToArray() : []);
        }

        return lists;
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => (_cursor, _written) = (0, 0);

    /// <summary>Copies all that the memory knows, too old entries as well.</summary>
    /// <returns>The state.</returns>
    public CrossBatchMemoryState ExportState() => new()
    {
        Capacity = Capacity,
        Dimension = Dimension,
        Cursor = _cursor,
        Embeddings = _embeddings[..(_written * Dimension)],
        Ids = _ids[.._written],
        Labels = _labels[.._written],
        Steps = _steps[.._written],
    };

    /// <summary>Takes the state of another memory of the same capacity and dimension; the age limit stays that of this one.</summary>
    /// <param name="state">The state; copied.</param>
    /// <exception cref="ArgumentException">The state is of another capacity or dimension, or contradicts itself; nothing was changed.</exception>
    /// <exception cref="NonFiniteValueException">An embedding holds NaN or an infinity; nothing was changed.</exception>
    public void ImportState(CrossBatchMemoryState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        MemoryGuard.CheckState(state, Capacity, Dimension);
        state.Embeddings.CopyTo(_embeddings, 0);
        state.Ids.CopyTo(_ids, 0);
        state.Labels.CopyTo(_labels, 0);
        state.Steps.CopyTo(_steps, 0);
        (_cursor, _written) = (state.Cursor, state.Ids.Length);
    }

    private bool IsTooOld(long written, long step) => step > written && (ulong)(step - written) > (ulong)_ageLimit;

    /// <summary>The place of an entry by age, from the oldest, 0, on.</summary>
    private int PlaceOf(int entry) => _written < Capacity ? entry : (_cursor + entry) % Capacity;

    private void CheckBatch(ReadOnlyMatrixSpan embeddings, int ids, int labels, long step)
    {
        if (embeddings.Rows > 0 && embeddings.Columns != Dimension)
        {
            throw new ArgumentException($"Expected embeddings of dimension {Dimension}, as the memory has, but got {embeddings.Columns}.", nameof(embeddings));
        }

        if (ids != embeddings.Rows)
        {
            throw new ArgumentException($"Expected {embeddings.Rows} ids, one for each embedding, but got {ids}.", nameof(ids));
        }

        if (labels != 0 && labels != embeddings.Rows)
        {
            throw new ArgumentException($"Expected {embeddings.Rows} labels, one for each embedding, or none, but got {labels}.", nameof(labels));
        }

        if (_written > 0 && step < _steps[PlaceOf(_written - 1)])
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, $"Expected a step of at least {_steps[PlaceOf(_written - 1)]}, that of the newest entry, but got {step}.");
        }

        FiniteRows.Require(embeddings, nameof(embeddings));
    }
}
