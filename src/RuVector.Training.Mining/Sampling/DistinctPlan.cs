namespace RuVector.Training.Mining;

/// <summary>Puts items into batches of one size so that no document is in a batch twice.</summary>
/// <remarks>An item that meets its document in the batch waits in a queue of that document; each batch first takes one item of every queue, the longest waiting first. So an item is looked at once for each time
/// it waits, not once for each batch.</remarks>
internal sealed class DistinctPlan
{
    private readonly IndexLists _documents;
    private readonly int _batchSize;
    private readonly Dictionary<int, Queue<int>> _waiting = [];
    private readonly Queue<int> _crowded = new();
    private readonly HashSet<int> _taken = [];
    private readonly List<int> _batch = [];

    private DistinctPlan(IndexLists documents, int batchSize) => (_documents, _batchSize) = (documents, batchSize);

    /// <summary>Plans all batches.</summary>
    /// <param name="documents">The documents of each item.</param>
    /// <param name="order">The order in which items come.</param>
    /// <param name="batchSize">Number of items of a batch.</param>
    /// <param name="keepSmall">Whether batches that cannot be filled are kept.</param>
    /// <param name="add">Receives each batch.</param>
    public static void Run(IndexLists documents, ReadOnlySpan<int> order, int batchSize, bool keepSmall, Action<List<int>> add)
    {
        DistinctPlan plan = new(documents, batchSize);
        int next = 0;
        while (next < order.Length || plan._crowded.Count > 0)
        {
            plan._batch.Clear();
            plan._taken.Clear();
            plan.TakeWaiting();
            while (next < order.Length && plan._batch.Count < batchSize)
            {
                plan.Take(order[next++]);
            }

            if (plan._batch.Count == batchSize || keepSmall)
            {
                add(plan._batch);
            }
        }
    }

    private void TakeWaiting()
    {
        for (int left = _crowded.Count; left > 0 && _batch.Count < _batchSize; left--)
        {
            int document = _crowded.Dequeue();
            Queue<int> queue = _waiting[document];
            int item = queue.Dequeue();
            if (queue.Count > 0)
            {
                _crowded.Enqueue(document);
            }

            Take(item);
        }
    }

    /// <summary>Puts an item into the batch, or into the queue of a document that is there already.</summary>
    private void Take(int item)
    {
        foreach (int document in _documents[item])
        {
            if (_taken.Contains(document))
            {
                Queue<int> queue = _waiting.TryGetValue(document, out Queue<int>? known) ? known : _waiting[document] = new Queue<int>();
                queue.Enqueue(item);
                if (queue.Count == 1)
                {
                    _crowded.Enqueue(document);
                }

                return;
            }
        }

        foreach (int document in _documents[item])
        {
            _taken.Add(document);
        }

        _batch.Add(item);
    }
}
