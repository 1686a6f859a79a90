namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class PackedKeyTests
{
    private static readonly float[] _numbers =
        [float.PositiveInfinity, float.MaxValue, 1.5f, 1, 0.5f, float.Epsilon, 0, -float.Epsilon, -0.5f, -1, -1.5f, -float.MaxValue, float.NegativeInfinity];

    [Test]
    public void Pack_LargerNumbers_ComeFirst() =>
        _numbers.Select(static (number, i) => PackedKey.Pack(number, _numbers.Length - i)).ShouldBeInOrder(SortDirection.Ascending);

    [Test]
    public void Pack_SameNumber_OrdersByIndex() => PackedKey.Pack(0.5f, 3).ShouldBeLessThan(PackedKey.Pack(0.5f, 4));

    [TestCaseSource(nameof(_numbers))]
    public void KeyOf_Packed_IsTheNumber(float number)
    {
        ulong key = PackedKey.Pack(number, 12345);
        PackedKey.KeyOf(key).ShouldBe(number);
        PackedKey.IndexOf(key).ShouldBe(12345);
    }
}
