using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using RuVector.Training.Data;
using RuVector.Training.Trainer;
using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Datasets;

/// <summary>The data sets: those of the operator, and uploaded ones. Only what is known of them is in memory; a job reads its own when it runs.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class DatasetStore(WebHostOptions options, IHostEnvironment environment) : IHostedService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DatasetInfo> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arriving = new(StringComparer.Ordinal);
    private readonly DatasetFiles _files = new(options, environment);
    private readonly UploadSpool _spool = new(options);

    /// <summary>Finds what is there.</summary>
    /// <exception cref="OptionsValidationException">A file of the operator cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _spool.Open();
        _files.Open();
        string[] problems = [.. options.Datasets.Keys.Select(TryAddOwn).OfType<string>()];
        if (problems.Length > 0)
        {
            throw new OptionsValidationException(WebHostOptions.Section, typeof(WebHostOptions), problems);
        }

        foreach (DatasetInfo info in _files.Uploaded())
        {
            _known.TryAdd(info.Id, info);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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

    /// <inheritdoc cref="DatasetFiles.Read"/>
    public PairDataset Read(string id) => _files.Read(id);

    /// <summary>Takes an upload, whole or not at all.</summary>
    /// <exception cref="ProblemException">There is one of this id, there are as many as may, or the content breaks a limit or a rule.</exception>
    public async Task<DatasetInfo> AddAsync(string id, PipeReader body, CancellationToken cancellationToken)
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

            _files.Delete(id);
            return _known.Remove(id);
        }
    }

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
        _files.Write(info, spooled);
        return info;
    }

    private string? TryAddOwn(string id)
    {
        try
        {
            _known.Add(id, UploadCheck.Describe(id, _files.Read(id), isUploaded: false));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TrainingDataException or ProblemException)
        {
            return $"{WebHostOptions.Section}:{nameof(WebHostOptions.Datasets)}:{id}: Expected a JSONL file of pairs, but: {e.Message}";
        }
    }
}
