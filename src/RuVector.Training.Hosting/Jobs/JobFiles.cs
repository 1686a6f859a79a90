using System.Text.Json;
using RuVector.Training.Files;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>The folders of jobs: <c>[root]/[id]/job.json</c>, checkpoints beside it. Held by one process at a time.</summary>
internal sealed class JobFiles : IDisposable
{
    private const string StateName = "job.json";
    private const string LockName = "jobs.lock";
    private const string ProbeName = "jobs.probe";

    private readonly string _root;
    private readonly FileStream _lock;

    /// <exception cref="IOException">The folder cannot be made, or another process holds it.</exception>
    public JobFiles(string root)
    {
        _root = root;
        try
        {
            Directory.CreateDirectory(root);
            _lock = new FileStream(Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Expected to hold the folder of jobs '{root}' alone, but the file system refused, or another process holds it: {e.Message}", e);
        }
    }

    public string FolderOf(string id) => Path.Combine(_root, id);

    public static string CheckpointsOf(TrainingJob job) => Path.Combine(job.Folder, "checkpoints");

    /// <summary>Reads the jobs of earlier processes. One that waited or ran when its process ended was interrupted.</summary>
    /// <param name="passedOver">Told of each folder whose state cannot be read; it stays as it is.</param>
    public IEnumerable<TrainingJob> Load(Action<string, Exception> passedOver)
    {
        foreach (DirectoryInfo folder in new DirectoryInfo(_root).EnumerateDirectories().Where(static folder => TrainingJobId.IsValid(folder.Name) && folder.LinkTarget is null))
        {
            TrainingJob? job = null;
            try
            {
                job = Read(folder.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                passedOver(folder.Name, e);
            }

            if (job is not null)
            {
                yield return job.HasEnded ? job : job with { State = TrainingJobState.Interrupted };
            }
        }
    }

    /// <summary>Makes the folder of a new job.</summary>
    /// <exception cref="IOException">There is a folder or file of that name, or the file system refuses.</exception>
    public static void Create(Job job)
    {
        string folder = job.Record.Folder;
        if (Path.Exists(folder))
        {
            throw new IOException($"Expected no folder of the new job '{job.Record.Id}', but there is one: its state could not be read, or it is being removed.");
        }

        Directory.CreateDirectory(folder);
        try
        {
            Save(job);
        }
        catch (IOException)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Writes what is known of a job now, unless it has been removed.</summary>
    /// <exception cref="IOException">The file system refuses; the old state stays.</exception>
    public static void Save(Job job)
    {
        lock (job.FileGate)
        {
            if (!job.IsRemoved)
            {
                AtomicFile.Write(Path.Combine(job.Record.Folder, StateName), job.Snapshot(), static (stream, record) => JsonSerializer.Serialize(stream, record, JobJsonContext.Default.TrainingJob));
            }
        }
    }

    /// <summary>Removes the folder of a job.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    public static void Delete(Job job)
    {
        lock (job.FileGate)
        {
            job.IsRemoved = true;
            try
            {
                Directory.Delete(job.Record.Folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"Expected to remove '{job.Record.Folder}', but the file system refused: {e.Message}", e);
            }
        }
    }

    /// <summary>Writes to the folder as a save does.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Probe() => AtomicFile.Write(Path.Combine(_root, ProbeName), 0, static (stream, _) => stream.Write(new byte[4096]));

    public void Dispose() => _lock.Dispose();

    private static TrainingJob Read(string folder)
    {
        using FileStream stream = File.OpenRead(Path.Combine(folder, StateName));
        TrainingJob job = JsonSerializer.Deserialize(stream, JobJsonContext.Default.TrainingJob) ?? throw new JsonException("Expected a job, but got null.");
        return job.Id == Path.GetFileName(folder) ? job with { Folder = folder } : throw new JsonException($"Expected the job '{Path.GetFileName(folder)}', but got another one.");
    }
}
