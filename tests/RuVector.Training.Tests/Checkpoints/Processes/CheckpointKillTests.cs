using System.Globalization;
using RuVector.Training.CheckpointProcess;
using RuVector.Training.Checkpoints;
using RuVector.Training.Numerics;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary><c>kill -9</c> at random moments of a process that saves again and again.</summary>
[TestFixture]
[Category("Durability")]
public sealed class CheckpointKillTests
{
    private const int Cycles = 100;
    private const int MostCyclesOfPlanted = 100;

    [Test]
    public void Save_KilledAtRandom_LeavesAWholeCheckpointThatIsAtLeastTheLastAcknowledged()
    {
        using TemporaryFolder folder = new();
        using KillCycles cycles = new(folder.Path, "store", bytes: 400_000);
        int orphans = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            (long acknowledged, CheckpointStore store) = cycles.Next();
            using (store)
            {
                CheckpointSearch search = store.TryLoadLatest();
                long found = search.Checkpoint?.Step ?? 0;
                found.ShouldBeInRange(acknowledged, acknowledged + 1, $"cycle {cycle}");
                search.Refused.ShouldBeEmpty();
                (search.Checkpoint is null || StepPattern.IsOf(search.Checkpoint)).ShouldBeTrue();
                folder.Names().ShouldAllBe(static name => !name.EndsWith(".tmp", StringComparison.Ordinal));
                orphans += store.RemovedOrphans;
            }
        }

        TestContext.Out.WriteLine($"{Cycles} kills, last step {cycles.Acknowledged}, {orphans} orphans removed");
        cycles.Acknowledged.ShouldBeGreaterThan(0);
    }

    [Test]
    public void Harness_SaveThatIsAcknowledgedTooEarly_IsFoundOut()
    {
        using TemporaryFolder folder = new();
        using KillCycles cycles = new(folder.Path, "early", bytes: 4_000_000);
        for (int cycle = 0; cycle < MostCyclesOfPlanted; cycle++)
        {
            (long acknowledged, CheckpointStore store) = cycles.Next();
            using (store)
            {
                if ((store.TryLoadLatest().Checkpoint?.Step ?? 0) < acknowledged)
                {
                    return;
                }
            }
        }

        Assert.Fail($"Expected a lost checkpoint within {MostCyclesOfPlanted} kills, but there was none.");
    }

    [Test]
    public void Open_TwoProcesses_OneHoldsTheFolderAndTheOtherIsToldWho()
    {
        using TemporaryFolder folder = new();
        using CheckpointChild first = new(), second = new();
        CheckpointChild[] children = [first, second];
        for (int i = 0; i < Cycles; i++)
        {
            (CheckpointChild holder, CheckpointChild other) = (children[i % 2], children[1 - (i % 2)]);
            holder.Ask($"open {folder.Path} 1").ShouldBe("opened");
            other.Ask($"open {folder.Path} 1").ShouldBe(string.Create(
                CultureInfo.InvariantCulture,
                $"failed FolderInUse 0 {folder.Path}: Expected a folder of checkpoints that is not in use, but it is in use by process {holder.Id} on host {Environment.MachineName}."));
            holder.Ask($"save {i} 1000").ShouldBe($"saved {i}");
            holder.Ask("close").ShouldBe("closed");
        }
    }

    [Test]
    public void Open_HolderWasKilled_TakesTheFolderOver()
    {
        using TemporaryFolder folder = new();
        using CheckpointChild first = new(), second = new();
        first.Ask($"open {folder.Path} 1").ShouldBe("opened");
        first.Ask("save 1 1000").ShouldBe("saved 1");
        second.Ask($"open {folder.Path} 1").ShouldStartWith("failed FolderInUse");

        first.Kill();
        first.ReadLine().ShouldBeNull();
        first.Dispose();

        second.Ask($"open {folder.Path} 1").ShouldBe("opened");
        second.Ask("latest").ShouldBe("latest 1 0");
    }

    [Test]
    public void TryLoadLatest_WhileAnotherProcessSaves_SeesWholeCheckpoints()
    {
        using TemporaryFolder folder = new();
        using CheckpointChild writer = new();
        writer.Ask($"open {folder.Path} 1").ShouldBe("opened");
        writer.Ask("save 1 100000").ShouldBe("saved 1");
        writer.Tell("loop 2 100000");
        using CheckpointStore reader = new(folder.Path, new CheckpointStoreOptions { ReadOnly = true });
        long seen = 1;
        for (int i = 0; i < Cycles; i++)
        {
            Checkpoint? checkpoint = reader.TryLoadLatest().Checkpoint;
            checkpoint.ShouldNotBeNull();
            checkpoint.Step.ShouldBeGreaterThanOrEqualTo(seen);
            StepPattern.IsOf(checkpoint).ShouldBeTrue();
            seen = checkpoint.Step;
        }
    }

    /// <summary>Children that save and are killed; the next one starts while the current one works.</summary>
    private sealed class KillCycles(string folder, string way, int bytes) : IDisposable
    {
        private CheckpointChild _next = new();
        private KeyedRandom _random = new(17, RandomPurpose.General);

        public long Acknowledged { get; private set; }

        /// <summary>Lets one child save, kills it, and opens the folder.</summary>
        public (long Acknowledged, CheckpointStore Store) Next()
        {
            using CheckpointChild child = _next;
            child.Ask($"open {folder} 1").ShouldBe("opened");
            child.Ask($"use {way}").ShouldBe("using");
            _next = new();
            long start;
            using (CheckpointStore reader = new(folder, new CheckpointStoreOptions { ReadOnly = true }))
            {
                start = reader.TryLoadLatest().Checkpoint?.Step ?? 0;
            }

            child.Tell($"loop {start + 1} {bytes}");
            for (int waited = _random.NextInt32(3); waited > 0; waited--)
            {
                Note(child.ReadLine());
            }

            Thread.SpinWait(_random.NextInt32(400_000));
            child.Kill();
            while (child.ReadLine() is { } line)
            {
                Note(line);
            }

            return (Acknowledged, new CheckpointStore(folder));
        }

        public void Dispose() => _next.Dispose();

        private void Note(string? line) => Acknowledged = line!.StartsWith("saved ", StringComparison.Ordinal) ? long.Parse(line[6..], CultureInfo.InvariantCulture) : throw new AssertionException(line);
    }
}
