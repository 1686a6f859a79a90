namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class CandidateKeyTests
{
    private static readonly float[] _numbers =
        [float.PositiveInfinity, float.MaxValue, 1.5f, 1, 0.5f, float.Epsilon, 0, -float.Epsilon, -0.5f, -1, -1.5f, -float.MaxValue, float.NegativeInfinity];

    [Test]
    public void Of_CloserNumbers_GivesSmallerKeys() =>
        _numbers.Select(static (number, i) => CandidateKey.Of(number, _numbers.Length - i)).ShouldBeInOrder(SortDirection.Ascending);

    [Test]
    public void Of_SameCloseness_OrdersByPosition() => CandidateKey.Of(0.5f, 3).ShouldBeLessThan(CandidateKey.Of(0.5f, 4));

    [TestCaseSource(nameof(_numbers))]
    public void ClosenessOf_Key_IsTheNumber(float number)
    {
        ulong key = CandidateKey.Of(number, 12345);
        CandidateKey.ClosenessOf(key).ShouldBe(number);
        CandidateKey.PositionOf(key).ShouldBe(12345);
    }
}
