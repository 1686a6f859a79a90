using System.Text.RegularExpressions;
using RuVector.Training.Files;

namespace RuVector.Training.Checkpoints;

/// <summary>The files of a folder of checkpoints: their names, what they hold, and what is left over of saves that were cut off.</summary>
internal sealed partial class CheckpointFolder(string path, CheckpointFileOptions options)
{
    private const int MostScans = 100;

    public string PathOf(long step) => Path.Combine(path, FormattableString.Invariant($"checkpoint-{step:D10}.safetensors"));

    /// <summary>Makes the folder, and its entry in the folder above durable.</summary>
    public void Create()
    {
        Stack<string> missing = new();
        for (string? folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Push(folder);
        }

        foreach (string folder in missing)
        {
            Directory.CreateDirectory(folder);
            DurableStorage.FlushDirectory(Path.GetDirectoryName(folder)!);
        }
    }

    /// <summary>The temporary files of saves that were cut off.</summary>
    public IEnumerable<string> Orphans() => Directory.EnumerateFiles(path).Where(static file => OrphanName().IsMatch(Path.GetFileName(file)));

    /// <summary>Reads the headers of all files.</summary>
    public CheckpointListing List() => Scan(out _);

    /// <summary>Reads the first whole checkpoint, in an order of choice.</summary>
    public CheckpointSearch Load(Func<IReadOnlyList<CheckpointInfo>, IEnumerable<CheckpointInfo>> order)
    {
        for (int scan = 1; ; scan++)
        {
            CheckpointListing listing = Scan(out bool hasVanished);
            List<CheckpointException> refused = [.. listing.Refused];
            Checkpoint? found = hasVanished ? null : First(order(listing.Checkpoints), refused, out hasVanished);
            if (!hasVanished || scan == MostScans)
            {
                return new(found, refused);
            }
        }
    }

    // A file that is gone was removed by a save that has put a later one in the folder: what was listed is out of date.
    private Checkpoint? First(IEnumerable<CheckpointInfo> candidates, List<CheckpointException> refused, out bool hasVanished)
    {
        hasVanished = false;
        foreach (CheckpointInfo candidate in candidates)
        {
            try
            {
                return CheckpointFile.Read(candidate.Path, options);
            }
            catch (CheckpointException e)
            {
                refused.Add(e);
                if (IsGone(e))
                {
                    hasVanished = true;
                    break;
                }
            }
        }

        return null;
    }

    private CheckpointListing Scan(out bool hasVanished)
    {
        hasVanished = false;
        List<CheckpointInfo> found = [];
        List<CheckpointException> refused = [];
        foreach (string file in Files())
        {
            try
            {
                found.Add(Info(file));
            }
            catch (CheckpointException e)
            {
                hasVanished |= IsGone(e);
                refused.Add(e);
            }
        }

        return new([.. found.OrderByDescending(static info => info.Step)], refused);
    }

    private CheckpointInfo Info(string file)
    {
        CheckpointInfo info = CheckpointFile.ReadInfo(file, options);
        return PathOf(info.Step) == file
            ? info
            : throw new CheckpointException(file, CheckpointError.WrongStep, $"the step {Path.GetFileName(file)} is named after", $"it holds step {info.Step}");
    }

    private string[] Files()
    {
        try
        {
            return [.. Directory.EnumerateFiles(path).Where(static file => CheckpointName().IsMatch(Path.GetFileName(file))).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, CheckpointError.StorageFailed, "to list the folder", $"the file system refused: {e.Message}", e);
        }
    }

    private static bool IsGone(CheckpointException e) => e.InnerException is FileNotFoundException;

    [GeneratedRegex(@"^checkpoint-[0-9]{10,19}\.safetensors\z")]
    private static partial Regex CheckpointName();

    [GeneratedRegex(@"^checkpoint-[0-9]{10,19}\.safetensors\.[0-9a-f]{32}\.tmp\z")]
    private static partial Regex OrphanName();
}
