namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class ContentKeysTests
{
    [Test]
    public void Of_KnownText_HasTheStartOfItsSha256() => ContentKeys.Of("abc"u8).ShouldBe(unchecked((long)0xeacf018fbf1678ba)); // ba7816bf 8f01cfea ...

    [Test]
    public void Compute_EqualRows_HaveEqualKeysAndOthersDiffer()
    {
        long[] keys = new long[4];
        ContentKeys.Compute(new float[,] { { 1, 2 }, { 2, 1 }, { 1, 2 }, { 0, 0 } }, keys);
        (keys[0] == keys[2], keys.Distinct().Count()).ShouldBe((true, 3));
        Should.Throw<ArgumentException>(() => ContentKeys.Compute(new float[2, 2], new long[1])).Message.ShouldBe("Expected room for 2 keys, one for each row, but got 1. (Parameter 'keys')");
    }

    [Test]
    public void Mine_DuplicatesOfContent_AreChosenOnce()
    {
        float[,] candidates = { { 0, 1 }, { 1, 0 }, { 1, 0 }, { 3, 1 }, { 1, 0 }, { 1, 1 } };
        long[] keys = new long[6];
        ContentKeys.Compute(candidates, keys);
        PairRelations relations = PairRelations.Paired(new PairedLayout(1) { SharedNegatives = 5 }).IgnoringDuplicates(keys);
        new HardestMiner().Mine(new MiningRequest(new float[,] { { 1, 0 } }, candidates, relations, 3)).IndicesOf(0).ToArray().ShouldBe([1, 3, 5]);
    }
}
