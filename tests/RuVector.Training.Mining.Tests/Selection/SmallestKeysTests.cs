using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class SmallestKeysTests
{
    [Test]
    public void Sorted_AnyKeysAndLimit_AreTheSmallestInOrder() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<ulong[]>(), static (limit, keys) =>
            Smallest(limit.Get, keys.Distinct().ToArray()).SequenceEqual(keys.Distinct().Order().Take(limit.Get))).Check(Config.QuickThrowOnFailure.WithReplay(1, 1));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(40)]
    [TestCase(2000)]
    public void Sorted_ManyKeysInAnyOrder_AreTheSmallest(int limit)
    {
        ulong[] ascending = [.. Enumerable.Range(0, 1500).Select(static i => (ulong)i * 3)];
        ulong[] descending = [.. ascending.Reverse()];
        ulong[] mixed = [.. ascending.OrderBy(static key => key * 2654435761 % 4096)];
        foreach (ulong[] keys in new[] { ascending, descending, mixed })
        {
            Smallest(limit, keys).ShouldBe(ascending.Take(limit));
        }
    }

    private static ulong[] Smallest(int limit, ulong[] keys)
    {
        using SmallestKeys smallest = new(limit, keys.Length);
        foreach (ulong key in keys)
        {
            smallest.Add(key);
        }

        return smallest.Sorted().ToArray();
    }
}
