using RuVector.Training.Reports;

namespace RuVector.Training.Tests.Reports;

[TestFixture]
public sealed class DrawingTests
{
    [TestCase(0, 10, new double[] { 0, 5, 10 })]
    [TestCase(0.0201, 0.0746, new double[] { 0.02, 0.04, 0.06 })]
    [TestCase(-3, 4, new double[] { -2, 0, 2, 4 })]
    public void AxisTicks_Range_AreRoundNumbersInsideIt(double low, double high, double[] ticks)
    {
        AxisTicks axis = new(low, high);

        axis.Ticks.Count.ShouldBe(ticks.Length);
        axis.Ticks.Zip(ticks).ShouldAllBe(static pair => Math.Abs(pair.First - pair.Second) < 1e-12);
        axis.PositionOf(low).ShouldBeInRange(0, 1);
        axis.PositionOf(high).ShouldBeInRange(0, 1);
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(-1e-9)]
    [TestCase(1e300)]
    public void AxisTicks_OneValue_LiesInTheMiddle(double value)
    {
        AxisTicks axis = new(value, value);

        axis.PositionOf(value).ShouldBe(0.5, 1e-9);
        axis.Ticks.ShouldNotBeEmpty();
    }

    [Test]
    public void CurveReducer_LongCurve_KeepsEndsAndSpikes()
    {
        CurvePoint[] points = [.. Enumerable.Range(0, 10_000).Select(static step => new CurvePoint(step, step == 4321 ? 99 : step == 8765 ? -99 : Math.Sin(step)))];

        IReadOnlyList<CurvePoint> kept = CurveReducer.Reduce(points);

        kept.Count.ShouldBeLessThanOrEqualTo(402);
        kept[0].ShouldBe(points[0]);
        kept[^1].ShouldBe(points[^1]);
        kept.ShouldContain(points[4321]);
        kept.ShouldContain(points[8765]);
        kept.Select(static point => point.Step).ShouldBeInOrder();
    }

    [Test]
    public void CurveReducer_ShortCurve_KeepsAll()
    {
        CurvePoint[] points = [new(0, 1), new(5, 2)];

        CurveReducer.Reduce(points).ShouldBe(points);
    }

    [TestCase(0.0201, "0.0201")]
    [TestCase(1253.5, "1,253.5")]
    [TestCase(38820, "38,820")]
    [TestCase(0, "0")]
    [TestCase(0.123456, "0.1235")]
    [TestCase(-8.6574e-9, "-8.66e-9")]
    public void Show_Number_IsReadable(double value, string expected) => Figures.Show(value).ShouldBe(expected);

    [TestCase(14.24, "14.2 s")]
    [TestCase(125, "2 min 5 s")]
    public void ShowSeconds_Duration_IsReadable(double seconds, string expected) => Figures.ShowSeconds(seconds).ShouldBe(expected);

    [TestCase(0, 0.5, "+0.5", "")]
    [TestCase(2, 1, "\u22121", "\u221250%")]
    [TestCase(2, 2.5, "+0.5", "+25%")]
    [TestCase(2, 2, "\u00B10", "")]
    public void ShowChange_Change_HasItsSign(double before, double after, string expected, string relative)
    {
        Figures.ShowChange(before, after).ShouldBe(expected);
        Figures.ShowRelative(before, after).ShouldBe(relative);
    }
}
