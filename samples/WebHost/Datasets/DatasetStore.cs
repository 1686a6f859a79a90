using System.Text.Json;
using Microsoft.Extensions.Options;
using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.Hosting;
using RuVector.Training.Trainer;
using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Datasets;

/// <summary>The data sets: those of the operator, and uploaded ones as <c>[Folder]/datasets/[id].jsonl</c>. Only what is known of them is in memory; a job reads its own when it runs.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class DatasetStore(WebHostOptions options, IHostEnvironment environment)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DatasetInfo> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arriving = new(StringComparer.Ordinal);
    private readonly string _folder = Path.Combine(Path.GetFullPath(options.Folder), "datasets");
    private readonly UploadSpool _spool = new(options);

    /// <summary>Finds what is there; what an earlier process left half done is removed.</summary>
    /// <exception cref="OptionsValidationException">A file of the operator cannot be used.</exception>
    public void Open()
    {
        _spool.Open();
        Directory.CreateDirectory(_folder);
        foreach (string half in Directory.EnumerateFiles(_folder, "*.tmp"))
        {
            File.Delete(half);
        }

        string[] problems = [.. options.Datasets.Keys.Select(TryAddOwn).OfType<string>()];
        if (problems.Length > 0)
        {
            throw new OptionsValidationException(WebHostOptions.Section, typeof(WebHostOptions), problems);
        }

        foreach (string id in Directory.EnumerateFiles(_folder, "*.jsonl").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(TrainingJobId.IsValid))
        {
            _known.TryAdd(id, ReadInfo(id));
        }
    }

    /// <summary>Lists the data sets by id.</summary>
    public IReadOnlyList<DatasetInfo> List()
    {
        lock (_gate)
        {
            return [.. _known.Values.OrderBy(static info => info.Id, StringComparer.Ordinal)];
        }
    }

    public DatasetInfo? Find(string id)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(id);
        }
    }

    /// <summary>Reads a data set.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public PairDataset Read(string id)
    {
        using FileStream stream = File.OpenRead(PathOf(id));
        return JsonlFile.ReadPairs(stream, id).Data;
    }

    /// <summary>Takes an upload, whole or not at all.</summary>
    /// <exception cref="ProblemException">There is one of this id, there are as many as may, or the content breaks a limit or a rule.</exception>
    public async Task<DatasetInfo> AddAsync(string id, Stream body, CancellationToken cancellationToken)
    {
        Reserve(id);
        try
        {
            await using FileStream spooled = await _spool.ReceiveAsync(body, cancellationToken);
            DatasetInfo info = await Task.Run(() => Keep(id, spooled, cancellationToken), cancellationToken);
            lock (_gate)
            {
                _known.Add(id, info);
            }

            return info;
        }
        finally
        {
            lock (_gate)
            {
                _arriving.Remove(id);
            }
        }
    }

    /// <summary>Removes an uploaded data set.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ProblemException">It is one of the operator.</exception>
    public bool Remove(string id)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(id, out DatasetInfo? info))
            {
                return false;
            }

            if (!info.Uploaded)
            {
                throw new ProblemException(StatusCodes.Status409Conflict, $"Expected an uploaded data set, but '{id}' is one of the server.");
            }

            File.Delete(PathOf(id));
            File.Delete(InfoPathOf(id));
            return _known.Remove(id);
        }
    }

    private string PathOf(string id) => options.Datasets.TryGetValue(id, out string? own) ? Path.GetFullPath(own, environment.ContentRootPath) : Path.Combine(_folder, $"{id}.jsonl");

    private string InfoPathOf(string id) => Path.Combine(_folder, $"{id}.json");

    private void Reserve(string id)
    {
        lock (_gate)
        {
            if (_known.ContainsKey(id) || !_arriving.Add(id))
            {
                throw new ProblemException(StatusCodes.Status409Conflict, $"Expected a new id, but there is a data set '{id}'.");
            }

            if (_known.Values.Count(static info => info.Uploaded) + _arriving.Count > options.MaxDatasets)
            {
                _arriving.Remove(id);
                throw new ProblemException(StatusCodes.Status409Conflict, $"Expected a place for the data set, but there are {options.MaxDatasets}, as many as may. Delete one.");
            }
        }
    }

    private DatasetInfo Keep(string id, FileStream spooled, CancellationToken cancellationToken)
    {
        DatasetInfo info = UploadCheck.Read(id, spooled, options, cancellationToken);
        spooled.Position = 0;
        AtomicFile.Write(InfoPathOf(id), info, static (stream, content) => JsonSerializer.Serialize(stream, content)); // first, so that no data set is without
        AtomicFile.Write(PathOf(id), spooled, static (stream, content) => content.CopyTo(stream));
        return info;
    }

    private DatasetInfo ReadInfo(string id)
    {
        try
        {
            using FileStream stream = File.OpenRead(InfoPathOf(id));
            if (JsonSerializer.Deserialize<DatasetInfo>(stream) is { } info && info.Id == id)
            {
                return info;
            }
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
        }

        return UploadCheck.Describe(id, Read(id), isUploaded: true);
    }

    private string? TryAddOwn(string id)
    {
        try
        {
            _known.Add(id, UploadCheck.Describe(id, Read(id), isUploaded: false));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TrainingDataException or ProblemException)
        {
            return $"{WebHostOptions.Section}:{nameof(WebHostOptions.Datasets)}:{id}: Expected a JSONL file of pairs, but: {e.Message}";
        }
    }
}
