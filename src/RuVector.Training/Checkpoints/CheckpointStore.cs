namespace RuVector.Training.Checkpoints;

/// <summary>A folder of checkpoints: saves are durable or throw, the last ones and the best stay, damaged files are passed over.</summary>
/// <remarks>
/// <para>A save that returns survives kill and power loss. One that throws does not count, and a whole checkpoint loads: the previous one, or the new one where only the flush of the folder failed.</para>
/// <para>One process and one store at a time hold a folder, except for stores that only read. Readers see each checkpoint whole or not at all.</para>
/// <para>Thread safe; saves of several threads follow each other.</para>
/// </remarks>
public sealed class CheckpointStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CheckpointStoreOptions _options;
    private readonly CheckpointFolder _folder;
    private readonly FolderLock? _lock;
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>Opens a folder, which is made if need be, and removes what saves that were cut off left in it.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="options">What stays, and how the folder is opened; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="CheckpointException">Another process or store holds the folder (<see cref="CheckpointError.FolderInUse"/>; the message names process and host), or the file system refused.</exception>
    public CheckpointStore(string folder, CheckpointStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.KeepLast, 1, nameof(options));
        _options.File.CheckedLimits();
        (Folder, _folder) = (folder, new(folder, _options.File));
        if (_options.ReadOnly)
        {
            return;
        }

        try
        {
            _folder.Create();
            _lock = new(folder);
            RemovedOrphans = _folder.Orphans().ToArray().Count(TryRemove);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            throw new CheckpointException(folder, CheckpointError.StorageFailed, "to open the folder for saving", $"the file system refused: {e.Message}", e);
        }
    }

    /// <summary>Gets the path of the folder, as it was given.</summary>
    public string Folder { get; }

    /// <summary>Gets a value indicating whether the best checkpoint is the one with the highest metric.</summary>
    public bool HigherIsBetter => _options.HigherIsBetter;

    /// <summary>Gets how many temporary files of saves that were cut off were removed at the opening.</summary>
    public int RemovedOrphans { get; }

    /// <summary>Gets how often a file that should go could not be removed; the next save tries again.</summary>
    public int FailedRemovals { get; private set; }

    /// <summary>Saves a checkpoint, then removes those that neither are among the last nor the best.</summary>
    /// <param name="checkpoint">The checkpoint; of the latest step in the folder or of a later one. That of the same step is replaced.</param>
    /// <returns>The file, which survives kill and power loss from now on.</returns>
    /// <exception cref="ArgumentException">The folder holds a checkpoint of a later step, or this one is beyond a limit; nothing was written.</exception>
    /// <exception cref="CheckpointException">The checkpoint was not saved: a value is not finite, the file system refused (<see cref="CheckpointError.StorageFailed"/>, with the bytes needed), or what was
    /// written reads back differently. Nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">The store only reads.</exception>
    public CheckpointInfo Save(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        lock (_gate)
        {
            RequireWritable();
            CheckpointInfo[] listed = [.. Listed()];
            long latest = listed.Select(static info => info.Step).FirstOrDefault(-1);
            if (checkpoint.Step < latest)
            {
                throw new ArgumentException($"Expected a step of at least {latest}, the latest in the folder, but got {checkpoint.Step}: RemoveAfter({checkpoint.Step}) gives the later ones up.", nameof(checkpoint));
            }

            string path = _folder.PathOf(checkpoint.Step);
            CheckpointInfo saved = CheckpointFile.Write(path, checkpoint, _options.File, _options.Verify);
            _damaged.Remove(path);
            Remove(CheckpointRetention.Superfluous([saved, .. listed.Where(info => info.Step != saved.Step)], _options)); // nothing here may fail: it is saved
            return saved;
        }
    }

    /// <summary>Reads the latest whole checkpoint.</summary>
    /// <returns>The checkpoint, or none when there is no whole one; and which files were passed over, with the reason.</returns>
    /// <exception cref="CheckpointException">The folder cannot be listed.</exception>
    public CheckpointSearch TryLoadLatest() => Load(static checkpoints => checkpoints);

    /// <summary>Reads the whole checkpoint with the best metric.</summary>
    /// <inheritdoc cref="TryLoadLatest"/>
    public CheckpointSearch TryLoadBest() => Load(checkpoints => CheckpointRetention.BestFirst(checkpoints, _options.HigherIsBetter));

    /// <summary>Lists the checkpoints by their headers, the latest first.</summary>
    /// <returns>The checkpoints, and which files were left out, with the reason.</returns>
    /// <exception cref="CheckpointException">The folder cannot be listed.</exception>
    public CheckpointListing List()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _folder.List();
    }

    /// <summary>Removes the checkpoints of later steps, so that a run goes on from an earlier one.</summary>
    /// <param name="step">The step that stays the latest.</param>
    /// <exception cref="ArgumentException">The folder holds no checkpoint of this step or an earlier one; nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">The store only reads.</exception>
    public void RemoveAfter(long step)
    {
        lock (_gate)
        {
            RequireWritable();
            CheckpointInfo[] listed = [.. Listed()];
            if (Array.FindIndex(listed, info => info.Step <= step) < 0)
            {
                throw new ArgumentException($"Expected a checkpoint of step {step} or earlier to stay, but there is none among {listed.Length}.", nameof(step));
            }

            Remove(listed.Where(info => info.Step > step));
        }
    }

    /// <summary>Gives the folder up.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _lock?.Dispose();
        }
    }

    private CheckpointSearch Load(Func<IReadOnlyList<CheckpointInfo>, IEnumerable<CheckpointInfo>> order)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CheckpointSearch search = _folder.Load(order);
        lock (_gate)
        {
            _damaged.UnionWith(search.Refused.Select(static refusal => refusal.File));
        }

        return search;
    }

    // What a load found damaged is no checkpoint any more: it neither takes the place of a whole one nor holds up an earlier step.
    private IEnumerable<CheckpointInfo> Listed() => _folder.List().Checkpoints.Where(info => !_damaged.Contains(info.Path));

    private void Remove(IEnumerable<CheckpointInfo> checkpoints) => FailedRemovals += checkpoints.Count(static info => !TryRemove(info.Path));

    private static bool TryRemove(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void RequireWritable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_options.ReadOnly)
        {
            throw new InvalidOperationException("Expected a store that was opened for saving, but it only reads.");
        }
    }
}
