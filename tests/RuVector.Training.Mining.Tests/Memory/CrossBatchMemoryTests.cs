using RuVector.Training.TestKit;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class CrossBatchMemoryTests
{
    [Test]
    public void Add_MoreThanThereIsRoomFor_KeepsTheNewestInOrder()
    {
        CrossBatchMemory memory = new(4, 1);
        memory.CountAt(0).ShouldBe(0);
        memory.Add(new float[,] { { 1 }, { 2 }, { 3 } }, [11, 12, 13], [1, 2, 3], step: 0);
        Shown(memory, 0).ShouldBe("1/11/1 2/12/2 3/13/3");
        memory.Add(new float[,] { { 4 }, { 5 } }, [14, 15], [], step: 1);
        Shown(memory, 1).ShouldBe("2/12/2 3/13/3 4/14/0 5/15/0");
        memory.Add(new float[,] { { 6 }, { 7 }, { 8 }, { 9 }, { 10 } }, [16, 17, 18, 19, 20], [], step: 2);
        Shown(memory, 2).ShouldBe("7/17/0 8/18/0 9/19/0 10/20/0");
        memory.Clear();
        memory.CountAt(3).ShouldBe(0);
    }

    [Test]
    public void CountAt_AgeLimit_ShowsNoOlderEntries()
    {
        CrossBatchMemory memory = new(3, 1, ageLimit: 2);
        for (int step = 0; step < 5; step++)
        {
            memory.Add(new float[,] { { step } }, [step], [], step);
        }

        Enumerable.Range(4, 5).Select(step => Shown(memory, step)).ShouldBe(["2/2/0 3/3/0 4/4/0", "3/3/0 4/4/0", "4/4/0", "", ""]);
        new CrossBatchMemory(3, 1, ageLimit: 0).CountAt(long.MaxValue).ShouldBe(0);
    }

    [Test]
    public void Add_AnyBatches_IsAQueueOfTheLastEntries()
    {
        Random random = new(5);
        for (int run = 0; run < 300; run++)
        {
            int capacity = random.Next(1, 12), limit = random.Next(0, 6);
            CrossBatchMemory memory = new(capacity, 2, limit);
            List<(long Id, long Step)> all = [];
            for (int step = 0; step < 12; step++)
            {
                int rows = random.Next(0, 7);
                long[] ids = [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(9))];
                memory.Add(Batches.Matrix(rows, 2, run), ids, [], step);
                all.AddRange(ids.Select(id => (id, (long)step)));
                int asked = step + random.Next(3);
                long[] expected = [.. all.TakeLast(capacity).Where(entry => asked - entry.Step <= limit).Select(static entry => entry.Id)], shown = new long[memory.CountAt(asked)];
                memory.CopyTo(asked, new float[shown.Length, 2], shown);
                shown.ShouldBe(expected);
            }
        }
    }

    [Test]
    public void FindSameIds_AnchorSeenEarlier_IsNoCandidateOfItself()
    {
        CrossBatchMemory memory = new(5, 2);
        memory.Add(new float[,] { { 1, 0 }, { 0, 1 }, { 1, 1 } }, [100, 101, 102], [0, 1, 1], step: 0);
        float[,] batch = { { 1, 0 }, { 0, 2 } }, candidates = new float[5, 2];
        int[] labels = new int[3];
        memory.CopyTo(1, ((MatrixSpan)candidates).SliceRows(2, 3), labels: labels);
        (candidates[0, 0], candidates[1, 1]) = (1, 2);
        PairRelations relations = PairRelations.FromLabels([0, 1], [0, 1, .. labels], anchorsComeFirst: true).Ignoring(memory.FindSameIds([100, 101], 1, firstCandidate: 2));
        Enumerable.Range(0, 5).Select(candidate => relations.KindOf(0, candidate)).ShouldBe([PairKind.Ignored, PairKind.Negative, PairKind.Ignored, PairKind.Negative, PairKind.Negative]);
        relations.KindOf(1, 4).ShouldBe(PairKind.Positive);
        new HardestMiner().Mine(new MiningRequest(batch, candidates, relations, 1)).IndicesOf(1).ToArray().ShouldBe([0]);
    }

    /// <summary>A memory whose place of the next entry is not saved is empty, or overwrites the wrong entries, after a resume.</summary>
    [Test]
    public void ImportState_AfterAResume_GoesOnAsIfNothingHadHappened([Values(1, 3, 4, 9)] int batches)
    {
        CrossBatchMemory memory = new(7, 2, ageLimit: 3), resumed = new(7, 2, ageLimit: 3);
        for (int step = 0; step < batches; step++)
        {
            memory.Add(Batches.Matrix(2, 2, step), [step, step + 100], [step, 5], step);
        }

        resumed.Add(Batches.Matrix(3, 2, 99), [1, 2, 3], [], step: 50);
        resumed.ImportState(memory.ExportState());
        for (int step = batches; step < batches + 6; step++)
        {
            Shown(resumed, step).ShouldBe(Shown(memory, step));
            memory.Add(Batches.Matrix(3, 2, step), [step, step + 100, 7], [], step);
            resumed.Add(Batches.Matrix(3, 2, step), [step, step + 100, 7], [], step);
        }
    }

    [Test]
    public void ImportState_DamagedOrForeign_IsRefusedAndNothingChanges()
    {
        CrossBatchMemory memory = new(2, 1);
        memory.Add(new float[,] { { 1 }, { 2 }, { 3 } }, [1, 2, 3], [], step: 0);
        memory.Add(new float[,] { { 4 } }, [4], [], step: 9);
        CrossBatchMemoryState state = memory.ExportState();
        Refused(state with { Capacity = 3 }).ShouldBe("Expected the state of a memory of 2 entries of dimension 1, but got 3 of dimension 1. (Parameter 'state')");
        Refused(state with { Steps = [1] }).ShouldBe("Expected as many labels, steps and rows of embeddings as ids, at most 2, but got 2 ids, 2 labels, 1 steps and 2 values. (Parameter 'state')");
        Refused(state with { Cursor = 2 }).ShouldBe("Expected a cursor at the place after 2 entries of 2, but got 2. (Parameter 'state')");
        Refused(state with { Steps = [9, 0], Cursor = 0 }).ShouldBe("Expected steps that do not fall from the oldest entry on, but place 1 has 0 after 9. (Parameter 'state')");
        Should.Throw<NonFiniteValueException>(() => memory.ImportState(state with { Embeddings = [1, float.NaN] })).Row.ShouldBe(1);
        Should.Throw<ArgumentNullException>(() => memory.ImportState(null!));
        Shown(memory, 9).ShouldBe("3/3/0 4/4/0");

        string Refused(CrossBatchMemoryState damaged) => Should.Throw<ArgumentException>(() => memory.ImportState(damaged)).Message;
    }

    [Test]
    public void Add_WrongCall_IsRefusedAndAddsNothing()
    {
        CrossBatchMemory memory = new(4, 2);
        memory.Add(new float[1, 2], [1], [], step: 5);
        Should.Throw<ArgumentException>(() => memory.Add(new float[1, 3], [1], [], 5)).Message.ShouldBe("Expected embeddings of dimension 2, as the memory has, but got 3. (Parameter 'embeddings')");
        Should.Throw<ArgumentException>(() => memory.Add(new float[1, 2], [], [], 5)).Message.ShouldBe("Expected 1 ids, one for each embedding, but got 0. (Parameter 'ids')");
        Should.Throw<ArgumentException>(() => memory.Add(new float[1, 2], [1], [1, 2], 5)).Message.ShouldBe("Expected 1 labels, one for each embedding, or none, but got 2. (Parameter 'labels')");
        Should.Throw<ArgumentOutOfRangeException>(() => memory.Add(new float[1, 2], [1], [], 4)).Message.ShouldStartWith("Expected a step of at least 5, that of the newest entry, but got 4.");
        Should.Throw<NonFiniteValueException>(() => memory.Add(new float[,] { { 1, 1 }, { 0, float.NaN } }, [1, 2], [], 5)).Row.ShouldBe(1);
        Should.Throw<ArgumentException>(() => memory.CopyTo(5, new float[2, 2])).Message.ShouldBe("Expected embeddings of shape [1, 2], but got [2, 2]. (Parameter 'embeddings')");
        Should.Throw<ArgumentException>(() => memory.CopyTo(5, new float[1, 2], new long[2])).Message.ShouldBe("Expected room for 1 ids, one for each entry, or for none, but got 2. (Parameter 'ids')");
        memory.CountAt(5).ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => new CrossBatchMemory(0, 1)).ParamName.ShouldBe("capacity");
        Should.Throw<ArgumentOutOfRangeException>(() => new CrossBatchMemory(1, 0)).ParamName.ShouldBe("dimension");
        Should.Throw<ArgumentOutOfRangeException>(() => new CrossBatchMemory(1, 1, -1)).ParamName.ShouldBe("ageLimit");
        Should.Throw<ArgumentOutOfRangeException>(() => new CrossBatchMemory(int.MaxValue, 9)).ParamName.ShouldBe("capacity");
    }

    /// <summary>Embedding (its first value), id and label of what is shown, oldest first.</summary>
    private static string Shown(CrossBatchMemory memory, long step)
    {
        int count = memory.CountAt(step);
        (float[,] embeddings, long[] ids, int[] labels) = (new float[count, memory.Dimension], new long[count], new int[count]);
        memory.CopyTo(step, embeddings, ids, labels);
        return string.Join(' ', Enumerable.Range(0, count).Select(row => FormattableString.Invariant($"{embeddings[row, 0]}/{ids[row]}/{labels[row]}")));
    }
}
