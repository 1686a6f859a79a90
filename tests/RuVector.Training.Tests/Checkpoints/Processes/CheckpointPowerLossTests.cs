using System.Globalization;
using RuVector.Training.CheckpointProcess;
using RuVector.Training.Checkpoints;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Loss of power after every system call of a run of saves, with whatever of the unflushed rest the disk may have kept.</summary>
[TestFixture]
[Category("Durability")]
public sealed class CheckpointPowerLossTests
{
    private const int Saves = 6;
    private const int RandomImages = 5000;
    private const int RandomImagesOfPlanted = 200;

    [TestCase(1)]
    [TestCase(3)]
    public void Save_LossOfPower_LeavesAWholeCheckpointThatIsAtLeastTheLastAcknowledged(int keep)
    {
        IReadOnlyList<StorageOperation> operations = Record("store", keep);
        operations.Count(static operation => operation.Action == StorageAction.Acknowledge).ShouldBe(Saves);
        operations.Count(static operation => operation.Action == StorageAction.FlushFile).ShouldBe(Saves);
        operations.Count(static operation => operation.Action == StorageAction.FlushFolder).ShouldBe(Saves);

        (int images, int lost) = Replay(operations, RandomImages);

        TestContext.Out.WriteLine($"{operations.Count} operations, {images} images");
        lost.ShouldBe(0);
    }

    [TestCase("unsynced")]
    [TestCase("hasty")]
    public void Harness_SaveThatFlushesNothing_IsFoundOut(string way)
    {
        IReadOnlyList<StorageOperation> operations = Record(way, keep: 1);
        operations.Count(static operation => operation.Action == StorageAction.Write).ShouldBeGreaterThanOrEqualTo(Saves);
        operations.ShouldNotContain(static operation => operation.Action == StorageAction.FlushFile || operation.Action == StorageAction.FlushFolder);

        Replay(operations, RandomImagesOfPlanted).Lost.ShouldBeGreaterThan(0);
    }

    private static IReadOnlyList<StorageOperation> Record(string way, int keep)
    {
        SystemTools.RequireStrace();
        using TemporaryFolder logs = new(), folder = new();
        string log = logs.File("log");
        using CheckpointChild child = new("strace", "-f", "-y", "-xx", "-s", "1000000", "-o", log, "-e", "trace=" + SystemCallLog.Calls);
        child.Ask($"open {folder.Path} {keep.ToString(CultureInfo.InvariantCulture)}").ShouldBe("opened");
        child.Ask($"use {way}").ShouldBe("using");
        for (int step = 1; step <= Saves; step++)
        {
            child.Ask($"save {step} 3000").ShouldBe($"saved {step}");
        }

        child.Finish();
        return SystemCallLog.Read(log, folder.Path);
    }

    /// <summary>Cuts the power after each operation: with nothing kept, with all kept, and at random.</summary>
    private static (int Images, int Lost) Replay(IReadOnlyList<StorageOperation> operations, int random)
    {
        int images = 0, lost = 0;
        CrashStorage storage = new();
        int randomImages = (random / operations.Count) + 1;
        foreach (StorageOperation operation in operations)
        {
            storage.Apply(operation);
            IEnumerable<Func<bool>> ways = [static () => false, static () => true, .. Enumerable.Range(0, randomImages).Select(i => CrashStorage.AtRandom(((ulong)images << 20) + (ulong)i))];
            foreach (Func<bool> survives in ways)
            {
                images++;
                lost += IsWhole(storage.Image(survives), storage.Acknowledged) ? 0 : 1;
            }
        }

        return (images, lost);
    }

    private static bool IsWhole(Dictionary<string, byte[]> image, long acknowledged)
    {
        using TemporaryFolder disk = new();
        foreach ((string name, byte[] content) in image)
        {
            File.WriteAllBytes(disk.File(name), content);
        }

        using CheckpointStore store = new(disk.Path, new CheckpointStoreOptions { ReadOnly = true });
        CheckpointSearch search = store.TryLoadLatest();
        return search.Refused.Count == 0 && (search.Checkpoint?.Step ?? 0) >= acknowledged && (search.Checkpoint is null || StepPattern.IsOf(search.Checkpoint));
    }
}
