using Microsoft.Extensions.Logging;
using RuVector.Training.Adapters;
using RuVector.Training.Data;

namespace RuVector.Training.AI;

/// <summary>The adapter of a file as it is now, or the last good one. Thread safe.</summary>
internal sealed class PromotedAdapter
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private volatile Taken _taken;
    private long _failures;

    /// <exception cref="TrainingDataException">The file holds no adapter.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public PromotedAdapter(string path, ILogger logger, TimeProvider time)
    {
        (_path, _logger, _time) = (Path.GetFullPath(path), logger, time);
        FileStamp stamp = FileStamp.Of(_path, _time); // before the reading: a file that comes meanwhile is read next time
        _taken = new(AdapterFile.Read(_path), stamp);
        LogTaken();
    }

    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Gets the last good adapter, without a look at the file.</summary>
    public IEmbeddingModel Last => _taken.Adapter;

    /// <summary>Looks at the file, and reads it if it is another than before. Whoever comes meanwhile waits for it.</summary>
    public IEmbeddingModel Current()
    {
        if (FileStamp.Of(_path, _time) != _taken.Stamp)
        {
            lock (_lock)
            {
                FileStamp stamp = FileStamp.Of(_path, _time);
                if (stamp != _taken.Stamp)
                {
                    Read(stamp);
                }
            }
        }

        return _taken.Adapter;
    }

    private void Read(FileStamp stamp)
    {
        IEmbeddingModel last = _taken.Adapter;
        try
        {
            IEmbeddingModel next = AdapterFile.Read(_path);
            if (next.InputDimension != last.InputDimension || next.OutputDimension != last.OutputDimension)
            {
                throw new TrainingDataException(
                    _path, $"Expected an adapter from dimension {last.InputDimension} to {last.OutputDimension}, as the one in use, but got one from {next.InputDimension} to {next.OutputDimension}.");
            }

            _taken = new(next, stamp);
            LogTaken();
        }
        catch (Exception e) when (e is TrainingDataException or IOException or UnauthorizedAccessException)
        {
            _taken = new(last, stamp);
            _logger.Refused(e, _path, Interlocked.Increment(ref _failures));
        }
    }

    private void LogTaken() => _logger.Taken(_path, Last.InputDimension, Last.OutputDimension);

    private sealed record Taken(IEmbeddingModel Adapter, FileStamp Stamp);
}
