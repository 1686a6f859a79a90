using RuVector.Training.Numerics;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A disk that forgets at a loss of power what was not flushed: any of the writes, in blocks, and any of the changes of the folder.</summary>
internal sealed class CrashStorage
{
    private const int BlockBytes = 512;

    private readonly Dictionary<string, Content> _entries = [];
    private readonly Dictionary<string, Content> _flushedEntries = [];
    private readonly List<StorageOperation> _changes = [];
    private readonly Dictionary<StorageOperation, Content> _changed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the last step that was acknowledged; 0 before the first.</summary>
    public long Acknowledged { get; private set; }

    public void Apply(StorageOperation operation)
    {
        switch (operation.Action)
        {
            case StorageAction.Write:
                _entries[operation.Name].Pending.Add(operation);
                break;
            case StorageAction.FlushFile:
                _entries[operation.Name].Flush();
                break;
            case StorageAction.FlushFolder:
                _changes.ForEach(change => Change(_flushedEntries, change, _changed[change]));
                _changes.Clear();
                break;
            case StorageAction.Acknowledge:
                Acknowledged = operation.Position;
                break;
            default:
                Content content = operation.Action == StorageAction.Create ? new() : _entries[operation.Name];
                _changed[operation] = content;
                _changes.Add(operation);
                Change(_entries, operation, content);
                break;
        }
    }

    /// <summary>The files after a loss of power.</summary>
    /// <param name="survives">Tells of each thing that was not flushed whether it got to the disk.</param>
    public Dictionary<string, byte[]> Image(Func<bool> survives)
    {
        Dictionary<string, Content> entries = new(_flushedEntries);
        foreach (StorageOperation change in _changes.Where(_ => survives()))
        {
            Change(entries, change, _changed[change]);
        }

        return entries.ToDictionary(static entry => entry.Key, entry => entry.Value.Image(survives));
    }

    public static Func<bool> AtRandom(ulong seed)
    {
        KeyedRandom random = new(seed, RandomPurpose.General);
        return () => (random.NextUInt32() & 1) == 0;
    }

    private static void Change(Dictionary<string, Content> entries, StorageOperation change, Content content)
    {
        switch (change.Action)
        {
            case StorageAction.Create:
                entries[change.Name] = content;
                break;
            case StorageAction.Rename:
                entries.Remove(change.Name);
                entries[change.Target] = content;
                break;
            default:
                entries.Remove(change.Name);
                break;
        }
    }

    private sealed class Content
    {
        private byte[] _flushed = [];

        public List<StorageOperation> Pending { get; } = [];

        public void Flush()
        {
            _flushed = Image(static () => true);
            Pending.Clear();
        }

        public byte[] Image(Func<bool> survives)
        {
            byte[] image = [.. _flushed];
            foreach (StorageOperation write in Pending)
            {
                for (int start = 0; start < write.Content.Length; start += BlockBytes)
                {
                    if (survives())
                    {
                        byte[] block = write.Content[start..Math.Min(start + BlockBytes, write.Content.Length)];
                        int position = (int)write.Position + start;
                        Array.Resize(ref image, Math.Max(image.Length, position + block.Length));
                        block.CopyTo(image, position);
                    }
                }
            }

            return image;
        }
    }
}
