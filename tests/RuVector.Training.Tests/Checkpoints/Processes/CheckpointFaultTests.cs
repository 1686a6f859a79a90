using System.Globalization;
using RuVector.Training.CheckpointProcess;
using RuVector.Training.Checkpoints;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>A disk that is full or read-only, and every system call of a save that fails, or is the last one of the process.</summary>
[TestFixture]
[Category("Durability")]
public sealed class CheckpointFaultTests
{
    private const int Bytes = 10_000;
    private const int MostCalls = 30;

    private static readonly string[] _calls = ["openat", "pwrite64", "fsync", "/^rename", "close", "/^unlink", "pread64"];
    private static readonly string[] _openErrors = ["EACCES", "EROFS"];
    private static readonly string[] _writeErrors = ["EIO", "ENOSPC"];
    private static readonly string[] _scenarios = ["first", "overwrite", "retention"];

    [TestCaseSource(nameof(Faults))]
    public void Save_SystemCallFails_ThrowsOrIsSavedAndTheOldOneLoads(string call, string error, string scenario)
    {
        SystemTools.RequireStrace();
        using CheckpointChild child = new();
        WarmUp(child);
        int happened = 0;
        for (int occurrence = 1; occurrence <= MostCalls; occurrence++)
        {
            using TemporaryFolder folder = new();
            long before = Prepare(child, folder, scenario);
            long step = scenario == "overwrite" ? before : before + 1;
            using SystemCallFault fault = new(child.Id, call, $"error={error}", occurrence);
            string answer = child.Ask($"save {step} {Bytes}");
            if (!fault.End())
            {
                answer.ShouldBe($"saved {step}");
                break;
            }

            happened++;
            Check(folder, call, before, step, answer);
            child.Ask("close").ShouldBe("closed");
        }

        TestContext.Out.WriteLine($"{happened} calls failed");
        (happened > 0 || (call == "/^unlink" && scenario != "retention")).ShouldBeTrue();
        happened.ShouldBeLessThan(MostCalls);
    }

    [TestCaseSource(nameof(Kills))]
    public void Save_KilledAtASystemCall_LeavesAWholeCheckpoint(string call, string scenario)
    {
        SystemTools.RequireStrace();
        bool happened = true;
        for (int occurrence = 1; happened && occurrence <= MostCalls; occurrence++)
        {
            using TemporaryFolder folder = new();
            using CheckpointChild child = new();
            WarmUp(child);
            long before = Prepare(child, folder, scenario);
            long step = scenario == "overwrite" ? before : before + 1;
            using SystemCallFault fault = new(child.Id, call, "signal=KILL", occurrence);
            string answer = child.Ask($"save {step} {Bytes}");
            happened = answer.Length == 0;
            child.Dispose();
            fault.End();
            using CheckpointStore store = new(folder.Path);
            Checkpoint? latest = store.TryLoadLatest().Checkpoint;
            (latest?.Step ?? 0).ShouldBeInRange(answer.Length > 0 ? step : before, step);
            (latest is null || StepPattern.IsOf(latest)).ShouldBeTrue();
            folder.Names().ShouldAllBe(static name => !name.EndsWith(".tmp", StringComparison.Ordinal));
        }

        happened.ShouldBeFalse();
    }

    [Test]
    public void Harness_SaveThatRemovesTheOldOneFirst_IsFoundOut()
    {
        SystemTools.RequireStrace();
        using CheckpointChild child = new();
        WarmUp(child);
        using TemporaryFolder folder = new();
        Prepare(child, folder, "retention");
        child.Ask("use hasty").ShouldBe("using");
        using SystemCallFault fault = new(child.Id, "pwrite64", "signal=KILL", 2); // the first one writes to a scratch file
        child.Ask($"save 2 {Bytes}").ShouldBeEmpty();
        fault.End();

        using CheckpointStore store = new(folder.Path, new CheckpointStoreOptions { ReadOnly = true });
        store.TryLoadLatest().Checkpoint.ShouldBeNull();
    }

    [Test]
    public void Save_FullDisk_ThrowsWithTheBytesNeededAndTheOldOneLoads()
    {
        SystemTools.RequireMounts();
        using TemporaryFolder folder = new();
        using CheckpointChild child = new("unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=1m ruvector \"$0\" && exec \"$@\"", folder.Path);
        child.Ask($"open {folder.Path}/run 3").ShouldBe("opened");
        for (int step = 1; step <= 3; step++)
        {
            child.Ask($"save {step} 300000").ShouldBe($"saved {step}");
        }

        string answer = child.Ask("save 4 300000");

        string[] words = answer.Split(' ');
        words[..2].ShouldBe(["failed", "StorageFailed"]);
        long needed = long.Parse(words[2], CultureInfo.InvariantCulture);
        needed.ShouldBeInRange(300_000, 302_000);
        answer.ShouldEndWith($"{folder.Path}/run/checkpoint-0000000004.safetensors: Expected to write {needed} bytes, but the file system refused: {answer.Split("refused: ")[1]}");
        child.Ask("latest").ShouldBe("latest 3 0");
        child.Ask("save 4 1000").ShouldBe("saved 4");
        child.Ask("latest").ShouldBe("latest 4 0");
    }

    [Test]
    public void Open_ReadOnlyDisk_ThrowsAndTheCheckpointLoads()
    {
        SystemTools.RequireMounts();
        using TemporaryFolder folder = new();
        using (CheckpointStore store = new(folder.Path))
        {
            store.Save(StepPattern.Checkpoint(1, Bytes));
        }

        using CheckpointChild child = new("unshare", "-m", "sh", "-c", "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"", folder.Path);

        child.Ask($"open {folder.Path} 3").ShouldStartWith($"failed StorageFailed 0 {folder.Path}: Expected to open the folder for saving, but the file system refused: ");
        child.Ask($"read {folder.Path}").ShouldBe("opened");
        child.Ask("latest").ShouldBe("latest 1 0");
    }

    private static IEnumerable<TestCaseData> Faults() =>
        from call in _calls
        from error in call switch { "openat" => _openErrors, "pwrite64" or "fsync" => _writeErrors, _ => _writeErrors[..1] }
        from scenario in _scenarios
        select new TestCaseData(call, error, scenario);

    private static IEnumerable<TestCaseData> Kills() =>
        from call in _calls[1..4].Append("/^unlink")
        from scenario in _scenarios[1..]
        select new TestCaseData(call, scenario);

    // Everything is loaded and compiled before a fault may hit: what fails afterwards belongs to the save.
    private static void WarmUp(CheckpointChild child)
    {
        using TemporaryFolder folder = new();
        child.Ask($"open {folder.Path} 1").ShouldBe("opened");
        child.Ask($"save 1 {Bytes}").ShouldBe("saved 1");
        child.Ask($"save 2 {Bytes}").ShouldBe("saved 2");
        child.Ask("close").ShouldBe("closed");
    }

    /// <summary>Opens a folder and saves what the next save meets; the step of it.</summary>
    private static long Prepare(CheckpointChild child, TemporaryFolder folder, string scenario)
    {
        child.Ask($"open {folder.Path} 1").ShouldBe("opened");
        if (scenario == "first")
        {
            return 0;
        }

        child.Ask($"save 1 {Bytes}").ShouldBe("saved 1");
        return 1;
    }

    private static void Check(TemporaryFolder folder, string call, long before, long step, string answer)
    {
        using CheckpointStore reader = new(folder.Path, new CheckpointStoreOptions { ReadOnly = true });
        CheckpointSearch search = reader.TryLoadLatest();
        long found = search.Checkpoint?.Step ?? 0;
        search.Refused.ShouldBeEmpty(answer);
        (search.Checkpoint is null || StepPattern.IsOf(search.Checkpoint)).ShouldBeTrue(answer);
        if (call != "/^unlink")
        {
            folder.Names().ShouldAllBe(static name => !name.EndsWith(".tmp", StringComparison.Ordinal), answer);
        }

        if (answer == $"saved {step}")
        {
            found.ShouldBe(step);
            return;
        }

        string[] words = answer.Split(' ');
        words[..2].ShouldBe(["failed", "StorageFailed"], answer);
        (long.Parse(words[2], CultureInfo.InvariantCulture) > Bytes || answer.Contains("to list the folder", StringComparison.Ordinal)).ShouldBeTrue(answer);

        // "fsync failed" and "open failed" are of the flush of the folder as well, after the rename: then the new one stands whole in its place.
        found.ShouldBeInRange(before, answer.Contains(" failed: ", StringComparison.Ordinal) ? step : before, answer);
    }
}
