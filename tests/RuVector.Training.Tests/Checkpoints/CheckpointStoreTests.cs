using System.Buffers;
using System.Diagnostics;
using RuVector.Training.Checkpoints;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

[TestFixture]
public sealed class CheckpointStoreTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Save_SeveralSteps_KeepsTheLastThree()
    {
        using CheckpointStore store = new(_folder.Path);
        foreach (long step in new[] { 1, 5, 20, 100 })
        {
            CheckpointInfo saved = store.Save(Of(step));
            (saved.Step, saved.Path, saved.ByteLength).ShouldBe((step, _folder.File($"checkpoint-{step:D10}.safetensors"), new FileInfo(saved.Path).Length));
        }

        store.List().Checkpoints.Select(static info => info.Step).ShouldBe([100, 20, 5]);
        _folder.Names().ShouldBe(["checkpoint-0000000005.safetensors", "checkpoint-0000000020.safetensors", "checkpoint-0000000100.safetensors", "checkpoint.lock"]);
        store.TryLoadLatest().Checkpoint!.Step.ShouldBe(100);
        store.TryLoadBest().Checkpoint.ShouldBeNull();
    }

    [TestCase(true, 3)]
    [TestCase(false, 2)]
    public void Save_WithMetrics_KeepsTheBestAsWell(bool higherIsBetter, long best)
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 1, HigherIsBetter = higherIsBetter });
        double?[] metrics = [0.5, 0.1, 0.9, 0.9, null, 0.1, 0.3];
        for (int i = 0; i < metrics.Length; i++)
        {
            store.Save(Of(i + 1, metrics[i]));
        }

        store.List().Checkpoints.Select(static info => info.Step).ShouldBe([7, best]);
        Checkpoint found = store.TryLoadBest().Checkpoint!;
        (found.Step, found.Metric).ShouldBe((best, metrics[best - 1]));
        store.TryLoadLatest().Checkpoint!.Step.ShouldBe(7);
    }

    [Test]
    public void Save_WithoutKeepingTheBest_KeepsTheLast()
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 2, KeepBest = false });
        store.Save(Of(1, metric: 9));
        store.Save(Of(2, metric: 1));
        store.Save(Of(3, metric: 1));

        store.List().Checkpoints.Select(static info => info.Step).ShouldBe([3, 2]);
    }

    [Test]
    public void Save_SameStep_ReplacesIt()
    {
        using CheckpointStore store = new(_folder.Path);
        store.Save(Of(1, metric: 1));
        store.Save(Of(1, metric: 2));

        store.List().Checkpoints.ShouldHaveSingleItem().Metric.ShouldBe(2);
    }

    [Test]
    public void Save_EarlierStep_IsRefusedUntilTheLaterOnesAreGivenUp()
    {
        using CheckpointStore store = new(_folder.Path);
        store.Save(Of(1));
        store.Save(Of(3));

        Should.Throw<ArgumentException>(() => store.Save(Of(2))).Message.ShouldStartWith("Expected a step of at least 3, the latest in the folder, but got 2: RemoveAfter(2) gives the later ones up.");
        Should.Throw<ArgumentException>(() => store.RemoveAfter(0)).Message.ShouldStartWith("Expected a checkpoint of step 0 or earlier to stay, but there is none among 2.");
        store.RemoveAfter(2);
        store.Save(Of(2));

        store.List().Checkpoints.Select(static info => info.Step).ShouldBe([2, 1]);
    }

    [Test]
    public void TryLoadLatest_DamagedFiles_ArePassedOverAndNamed()
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 4 });
        string[] paths = [.. Enumerable.Range(1, 4).Select(step => store.Save(Of(step, metric: step)).Path)];
        Damage(paths[3], position: ^1);
        Damage(paths[2], position: 20);
        File.WriteAllBytes(_folder.File("checkpoint-0000000009.safetensors"), File.ReadAllBytes(paths[0]));
        File.WriteAllText(_folder.File("checkpoint-10.safetensors"), "not ours");

        CheckpointSearch latest = store.TryLoadLatest(), best = store.TryLoadBest();

        latest.Checkpoint!.Step.ShouldBe(2);
        best.Checkpoint!.Step.ShouldBe(2);
        latest.Refused.Select(static e => (e.File, e.Code)).ShouldBe(
            [(paths[2], CheckpointError.InvalidHeader), (_folder.File("checkpoint-0000000009.safetensors"), CheckpointError.WrongStep), (paths[3], CheckpointError.TensorDigest)], ignoreOrder: true);
        store.Save(Of(3)).Step.ShouldBe(3);
        store.TryLoadLatest().Checkpoint!.Step.ShouldBe(3);
    }

    [Test]
    public void Save_DamagedFiles_NeverTakeThePlaceOfWholeOnes()
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 2 });
        store.Save(Of(1));
        Damage(store.Save(Of(5)).Path, position: ^1);
        store.TryLoadLatest().Checkpoint!.Step.ShouldBe(1);

        store.Save(Of(2));

        store.TryLoadLatest().Checkpoint!.Step.ShouldBe(2);
        store.List().Checkpoints.Select(static info => info.Step).ShouldBe([5, 2, 1]);
    }

    [Test]
    public void TryLoadLatest_EmptyFolder_FindsNone()
    {
        using CheckpointStore store = new(_folder.File("new/folder"));

        CheckpointSearch search = store.TryLoadLatest();

        search.Checkpoint.ShouldBeNull();
        search.Refused.ShouldBeEmpty();
    }

    [Test]
    public void Open_LeftoversOfSaves_AreRemovedAndNothingElse()
    {
        string[] kept = ["checkpoint-0000000001.safetensors.tmp", "other.0123456789abcdef0123456789abcdef.tmp", "x-checkpoint-0000000001.safetensors.0123456789abcdef0123456789abcdef.tmp"];
        string[] orphans = ["checkpoint-0000000001.safetensors.0123456789abcdef0123456789abcdef.tmp", "checkpoint-0000000002.safetensors.00000000000000000000000000000000.tmp"];
        foreach (string name in kept.Concat(orphans))
        {
            File.WriteAllText(_folder.File(name), "");
        }

        using CheckpointStore reader = new(_folder.Path, new CheckpointStoreOptions { ReadOnly = true });
        _folder.Names().Length.ShouldBe(5);
        using CheckpointStore store = new(_folder.Path);

        store.RemovedOrphans.ShouldBe(2);
        _folder.Names().ShouldBe([.. kept.Append("checkpoint.lock").Order(StringComparer.Ordinal)]);
    }

    [Test]
    public void Open_FolderThatIsHeld_NamesTheHolder()
    {
        using (CheckpointStore store = new(_folder.Path))
        {
            CheckpointException e = Should.Throw<CheckpointException>(() => new CheckpointStore(_folder.Path));

            e.Code.ShouldBe(CheckpointError.FolderInUse);
            e.Message.ShouldBe($"{_folder.Path}: Expected a folder of checkpoints that is not in use, but it is in use by process {Environment.ProcessId} on host {Environment.MachineName}.");
            store.Save(Of(1));
        }

        using CheckpointStore next = new(_folder.Path);
        next.TryLoadLatest().Checkpoint!.Step.ShouldBe(1);
    }

    [Test]
    public void ReadOnly_FolderThatIsHeld_LoadsAndDoesNotSave()
    {
        using CheckpointStore store = new(_folder.Path);
        store.Save(Of(1));
        using CheckpointStore reader = new(_folder.Path, new CheckpointStoreOptions { ReadOnly = true });
        store.Save(Of(2));

        reader.TryLoadLatest().Checkpoint!.Step.ShouldBe(2);
        Should.Throw<InvalidOperationException>(() => reader.Save(Of(3))).Message.ShouldBe("Expected a store that was opened for saving, but it only reads.");
        Should.Throw<InvalidOperationException>(() => reader.RemoveAfter(1));
    }

    [Test]
    public void Dispose_Twice_EndsTheStore()
    {
        CheckpointStore store = new(_folder.Path);
        store.Dispose();
        store.Dispose();

        Should.Throw<ObjectDisposedException>(() => store.Save(Of(1)));
        Should.Throw<ObjectDisposedException>(() => store.TryLoadLatest());
        Should.Throw<ObjectDisposedException>(() => store.List());
    }

    [Test]
    public void Open_BadOptions_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CheckpointStore(_folder.Path, new CheckpointStoreOptions { KeepLast = 0 }));
        Should.Throw<ArgumentException>(() => new CheckpointStore(_folder.Path, new CheckpointStoreOptions { File = new CheckpointFileOptions { SigningKey = new byte[1] } }));
    }

    [Test]
    public void Open_PathOfAFile_SaysSo()
    {
        File.WriteAllText(_folder.File("a"), "");

        Should.Throw<CheckpointException>(() => new CheckpointStore(_folder.File("a"))).Code.ShouldBe(CheckpointError.StorageFailed);
        Should.Throw<CheckpointException>(() => new CheckpointStore(_folder.File("missing"), new CheckpointStoreOptions { ReadOnly = true }).List()).Code.ShouldBe(CheckpointError.StorageFailed);
    }

    [Test]
    public void Save_RefusedCheckpoint_LeavesTheFolderAsItWas()
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 1 });
        store.Save(Of(1));
        string[] names = _folder.Names();
        byte[] bytes = File.ReadAllBytes(_folder.File(names[0]));
        Checkpoint bad = new(2, [CheckpointTensor.FromSingles(new ParameterShape("w", 1), new[] { float.NaN })]);

        Should.Throw<CheckpointException>(() => store.Save(bad)).Code.ShouldBe(CheckpointError.NonFiniteValue);

        _folder.Names().ShouldBe(names);
        File.ReadAllBytes(_folder.File(names[0])).ShouldBe(bytes);
    }

    [Test]
    public void Save_ValuesThatChangeMeanwhile_AreFoundByReadingBack([Values] bool sameStep)
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 1 });
        store.Save(Of(1));
        using ChangingMemory memory = new(new byte[64]);
        Checkpoint changing = new(sameStep ? 1 : 2, [CheckpointTensor.FromBytes(new ParameterShape("w", 64), memory.Memory)]);

        CheckpointException e = Should.Throw<CheckpointException>(() => store.Save(changing));

        (e.Code, e.Tensor).ShouldBe((CheckpointError.TensorDigest, "w"));
        _folder.Names().ShouldBe(["checkpoint-0000000001.safetensors", "checkpoint.lock"]);
        store.TryLoadLatest().Checkpoint!.Find("w")!.ToSingles().ShouldBe([1]);
    }

    [Test]
    public void Harness_StoreThatDoesNotReadBack_SavesWhatDoesNotLoad()
    {
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { Verify = false });
        using ChangingMemory memory = new(new byte[64]);
        store.Save(new Checkpoint(1, [CheckpointTensor.FromBytes(new ParameterShape("w", 64), memory.Memory)]));

        store.TryLoadLatest().Checkpoint.ShouldBeNull();
    }

    [Test]
    public void TryLoadLatest_WhileAnotherThreadSaves_SeesWholeCheckpointsInOrder()
    {
        const int Steps = 150;
        using CheckpointStore store = new(_folder.Path, new CheckpointStoreOptions { KeepLast = 1 });
        store.Save(Of(1));
        Thread writer = new(() =>
        {
            for (int step = 2; step <= Steps; step++)
            {
                store.Save(Of(step));
            }
        });
        writer.Start();

        long seen = 1;
        while (seen < Steps)
        {
            using CheckpointStore reader = new(_folder.Path, new CheckpointStoreOptions { ReadOnly = true });
            Checkpoint? checkpoint = reader.TryLoadLatest().Checkpoint;
            checkpoint.ShouldNotBeNull();
            checkpoint.Step.ShouldBeGreaterThanOrEqualTo(seen);
            checkpoint.Find("w")!.ToSingles().ShouldBe([checkpoint.Step]);
            seen = checkpoint.Step;
        }

        writer.Join();
    }

    private static Checkpoint Of(long step, double? metric = null) =>
        new(step, [CheckpointTensor.FromSingles(new ParameterShape("w", 1), new[] { (float)step })], metric: metric);

    private static void Damage(string path, Index position)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[position] ^= 0x80;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Memory that is different each time it is looked at.</summary>
    private sealed class ChangingMemory(byte[] bytes) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            bytes[0]++;
            return bytes;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => throw new UnreachableException();

        public override void Unpin() => throw new UnreachableException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
