using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using RuVector.Training.Adapters;

namespace RuVector.Training.AI.Tests;

/// <summary>A new file takes the place of the old one while the generator is in use.</summary>
[TestFixture]
public sealed class AdapterPromotionTests
{
    private AdapterPlace _place = null!;
    private FakeGenerator _inner = null!;
    private RecordingServices _services = null!;
    private TrainedAdapterGenerator _generator = null!;

    [SetUp]
    public void Build()
    {
        (_place, _inner, _services) = (new(), new(), new() { Now = AdapterPlace.Start.AddDays(1) });
        _generator = _inner.AsBuilder().UseTrainedAdapter(_place.Path, normalize: false).Build(_services).GetRequiredService<TrainedAdapterGenerator>();
    }

    [TearDown]
    public void CleanUp()
    {
        _generator.Dispose();
        _services.Dispose();
        _inner.Dispose();
        _place.Dispose();
    }

    [Test]
    public async Task GenerateAsync_NewFile_IsUsedFromTheNextCallOn()
    {
        await ShouldAdd(1);

        _place.Promote(AdapterPlace.ThatAdds(2), seconds: 1);

        await ShouldAdd(2);
        await ShouldAdd(2);
        _services.Events.Select(static e => (e.Id, e.Text)).ShouldBe(Enumerable.Repeat((1, $"Took the adapter {_place.Path}, from dimension 3 to 3"), 2));
    }

    [Test]
    public async Task GenerateAsync_CallUnderWay_EndsWithTheAdapterItBeganWith()
    {
        TaskCompletionSource gate = new();
        _inner.Before = () => gate.Task;
        Task<ReadOnlyMemory<float>> first = _generator.GenerateVectorAsync("one");
        _place.Promote(AdapterPlace.ThatAdds(2), seconds: 1);
        Task<ReadOnlyMemory<float>> second = _generator.GenerateVectorAsync("one");

        gate.SetResult();

        (await first).ToArray().ShouldBe(AdapterPlace.Added(1, "one"));
        (await second).ToArray().ShouldBe(AdapterPlace.Added(2, "one"));
    }

    [Test]
    public async Task GenerateAsync_SymbolicLinkToAnotherFile_IsFollowed()
    {
        using AdapterPlace behind = new();
        File.Delete(_place.Path);
        File.CreateSymbolicLink(_place.Path, behind.Path);
        behind.Promote(AdapterPlace.ThatAdds(5), seconds: 1);
        await ShouldAdd(5);

        behind.Promote(AdapterPlace.ThatAdds(6), seconds: 2);

        await ShouldAdd(6);
    }

    [Test]
    public async Task GenerateAsync_HalfAFileAtAnyLength_KeepsTheLastGoodOneAndIsCountedAndLogged()
    {
        byte[] whole = File.ReadAllBytes(_place.Path);
        for (int length = 0; length < whole.Length; length++)
        {
            _place.Promote(whole[..length], seconds: 1 + length);
            await ShouldAdd(1);
        }

        await ShouldAdd(1);
        _generator.Failures.ShouldBe(whole.Length);
        (int id, LogLevel level, string text, Exception? exception) = _services.Events[^1];
        (id, level, text).ShouldBe((2, LogLevel.Warning, $"The adapter {_place.Path} was not taken, the last good one stays in use: {whole.Length} failures so far"));
        exception.ShouldNotBeNull();
        _place.Promote(AdapterPlace.ThatAdds(2), seconds: 0);
        await ShouldAdd(2);
    }

    [Test]
    public async Task GenerateAsync_FileGone_KeepsTheLastGoodOneAndIsCountedOnce()
    {
        File.Delete(_place.Path);

        await ShouldAdd(1);
        await ShouldAdd(1);

        _generator.Failures.ShouldBe(1);
    }

    [Test]
    public async Task GenerateAsync_AdapterOfAnotherDimension_KeepsTheLastGoodOne([Values] bool otherInput)
    {
        using AdapterPlace place = new();
        place.Promote(new AttentionPooling(3, 1), seconds: 1);
        using TrainedAdapterGenerator generator = new(_inner, place.Path, normalize: false, _services, _services);
        place.Promote(otherInput ? new AttentionPooling(3, 2) : new AttentionPooling(1, 3), seconds: 2);

        (await generator.GenerateVectorAsync("one")).ToArray().ShouldBe(FakeGenerator.VectorOf("one"));

        generator.Failures.ShouldBe(1);
        _services.Events[^1].Exception!.Message.ShouldBe(
            $"{place.Path}: Expected an adapter from dimension 3 to 3, as the one in use, but got one from {(otherInput ? 6 : 3)} to {(otherInput ? 3 : 1)}.");
    }

    [Test]
    public async Task GenerateAsync_OtherFileOfTheSameTimeAndLength_IsUsedOnceTheFileIsOld()
    {
        _services.Now = AdapterPlace.Start.AddSeconds(11);
        _place.Promote(AdapterPlace.ThatAdds(2), seconds: 10);
        await ShouldAdd(2);

        _place.Promote(AdapterPlace.ThatAdds(3), seconds: 10);
        _services.Now = AdapterPlace.Start.AddSeconds(13);

        await ShouldAdd(3);
    }

    [Test]
    public async Task GenerateAsync_SwapsUnderLoad_GiveEveryCallOneOfTheTwo()
    {
        const int Swaps = 300;
        using CancellationTokenSource end = new();
        string[] texts = ["one", "two", "three", "four"];
        float[][][] allowed = [.. new float[] { 1, 2 }.Select(number => texts.Select(text => AdapterPlace.Added(number, text)).ToArray())];
        _inner.Before = static async () => await Task.Yield();
        Task<int[]>[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            int[] counts = [0, 0];
            while (!end.IsCancellationRequested)
            {
                float[][] given = [.. (await _generator.GenerateAsync(texts)).Select(static embedding => embedding.Vector.ToArray())];
                int which = Array.FindIndex(allowed, vectors => vectors.Zip(given).All(static pair => pair.First.AsSpan().SequenceEqual(pair.Second)));
                which.ShouldBeInRange(0, 1);
                counts[which]++;
            }

            return counts;
        }))];

        for (int swap = 1; swap <= Swaps; swap++)
        {
            _place.Promote(AdapterPlace.ThatAdds(1 + (swap % 2)), seconds: swap);
            await _generator.GenerateAsync(texts);
        }

        await end.CancelAsync();
        int[][] counts = await Task.WhenAll(callers);
        (counts.Sum(static c => c[0]) > 0 && counts.Sum(static c => c[1]) > 0).ShouldBeTrue();
        await ShouldAdd(1);
        _generator.Failures.ShouldBe(0);
        _services.Events.Count.ShouldBe(1 + Swaps);
    }

    private async Task ShouldAdd(float number) => (await _generator.GenerateVectorAsync("one")).ToArray().ShouldBe(AdapterPlace.Added(number, "one"));
}
