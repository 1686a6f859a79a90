namespace RuVector.Training.Curriculum.Tests;

public sealed class SequentialSchedulerTests
{
    [Test]
    public void ValueAt_ThreeParts_EachSeesStepsFromZeroOn()
    {
        SequentialScheduler schedule = new([new LinearScheduler(0f, 1f, 2), new ConstantScheduler(0.9f), new LinearScheduler(0.8f, 0.6f, 2)], [2, 3]);

        Enumerable.Range(0, 7).Select(step => schedule.ValueAt(step)).ShouldBe([0f, 0.5f, 0.9f, 0.8f, 0.7f, 0.6f, 0.6f], 1e-6);
    }

    [Test]
    public void ValueAt_OnePart_IsThatPart() => new SequentialScheduler([new LinearScheduler(0f, 1f, 2)], []).ValueAt(1).ShouldBe(0.5f);

    [TestCase(new[] { 5L, 3L }, 3, "Expected milestones in ascending order, but got 3 after 5.", "milestones")]
    [TestCase(new[] { 0L }, 2, "Expected a first milestone of 1 or more, but got 0.", "milestones")]
    [TestCase(new[] { 5L }, 3, "Expected 2 milestones between 3 schedules, but got 1.", "milestones")]
    [TestCase(new long[0], 0, "Expected at least one schedule, but got none.", "parts")]
    public void Constructor_PartsAndMilestonesThatDoNotFit_IsRefused(long[] milestones, int parts, string message, string parameter)
    {
        ArgumentException error = Should.Throw<ArgumentException>(() => new SequentialScheduler(Enumerable.Repeat(new ConstantScheduler(1f), parts), milestones));

        error.Message.ShouldStartWith(message);
        error.ParamName.ShouldBe(parameter);
    }

    [Test]
    public void Constructor_PartMissing_IsRefused() =>
        Should.Throw<ArgumentException>(() => new SequentialScheduler([new ConstantScheduler(1f), null!], [3])).Message.ShouldStartWith("Expected a schedule at index 1, but got null.");

    [Test]
    public void Constructor_NoLists_IsRefused()
    {
        Should.Throw<ArgumentNullException>(() => new SequentialScheduler(null!, [])).ParamName.ShouldBe("parts");
        Should.Throw<ArgumentNullException>(() => new SequentialScheduler([new ConstantScheduler(1f)], null!)).ParamName.ShouldBe("milestones");
    }
}
