using RuVector.Training.Numerics;

namespace RuVector.Training.Mining.Tests;

[TestFixture]
public sealed class KeyWindowTests
{
    private const double BetweenTwoFloats = 1 - 1e-8;
    private static readonly float _below = float.BitDecrement(1f);

    [Test]
    public void Windows_ThresholdBetweenTwoFloats_SplitThem()
    {
        Contents(KeyWindow.AtMost(BetweenTwoFloats), _below, 1f).ShouldBe([_below]);
        Contents(KeyWindow.Below(BetweenTwoFloats), _below, 1f).ShouldBe([_below]);
        Contents(KeyWindow.AtLeast(BetweenTwoFloats), _below, 1f).ShouldBe([1f]);
        Contents(KeyWindow.Above(BetweenTwoFloats), _below, 1f).ShouldBe([1f]);
    }

    [Test]
    public void Windows_ThresholdThatIsAFloat_HoldItOnlyWhereEqualityCounts()
    {
        float[] around = [float.BitDecrement(-0.5f), -0.5f, float.BitIncrement(-0.5f)];
        Contents(KeyWindow.AtMost(-0.5), around).ShouldBe(around[..2]);
        Contents(KeyWindow.Below(-0.5), around).ShouldBe(around[..1]);
        Contents(KeyWindow.AtLeast(-0.5), around).ShouldBe(around[1..]);
        Contents(KeyWindow.Above(-0.5), around).ShouldBe(around[2..]);
    }

    [Test]
    public void Windows_InfiniteThreshold_HoldAllFiniteNumbersOrNone()
    {
        float[] all = [float.NegativeInfinity, -float.MaxValue, 0f, float.MaxValue, float.PositiveInfinity];
        Contents(KeyWindow.Finite, all).ShouldBe(all[1..4]);
        Contents(KeyWindow.Above(double.NegativeInfinity), all).ShouldBe(all[1..4]);
        Contents(KeyWindow.AtMost(double.MaxValue), all).ShouldBe(all[1..4]);
        Contents(KeyWindow.Finite.And(KeyWindow.AtMost(double.NegativeInfinity)), all).ShouldBeEmpty();
        Contents(KeyWindow.Empty, all).ShouldBeEmpty();
    }

    private static float[] Contents(KeyWindow window, params float[] closeness) => [.. closeness.Where((value, position) => window.Contains(PackedKey.Pack(value, position)))];
}
