using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Curriculum.Tests;

public sealed class CurriculumCursorTests
{
    [Test]
    public void Step_BatchAcrossABoundary_CountsItsRemainderInTheNextStage()
    {
        CurriculumCursor cursor = CurriculumScheduler.Linear(3, 100, 5, 20, 1f, 0.1f).CreateCursor();
        cursor.Current.Name.ShouldBe("stage 1 of 3");

        cursor.Step(130);
        cursor.Current.Name.ShouldBe("stage 2 of 3");

        cursor.Step(69);
        cursor.Current.Name.ShouldBe("stage 2 of 3");

        cursor.Step(1);
        cursor.Current.Name.ShouldBe("stage 3 of 3");
    }

    [Test]
    public void Step_BatchLargerThanAStage_PassesOverIt()
    {
        CurriculumCursor cursor = CurriculumScheduler.Linear(3, 100, 5, 20, 1f, 0.1f).CreateCursor();

        cursor.Step(250);

        cursor.Current.Name.ShouldBe("stage 3 of 3");
    }

    [Test]
    public void Progress_WholeCurriculum_GoesFromZeroToOneAndIsComplete()
    {
        CurriculumCursor cursor = CurriculumScheduler.Linear(2, 100, 5, 20, 1f, 0.1f).CreateCursor();
        (cursor.Progress, cursor.IsComplete).ShouldBe((0d, false));

        cursor.Step(199);
        (cursor.Progress, cursor.IsComplete).ShouldBe((0.995, false));

        cursor.Step(1);
        (cursor.Progress, cursor.IsComplete).ShouldBe((1d, true));

        cursor.Step(1_000_000);
        (cursor.Progress, cursor.IsComplete, cursor.Current.Name).ShouldBe((1d, true, "stage 2 of 2"));
    }

    [Test]
    public void Step_BatchesOfAnySize_EndWhereAJumpAndAResumeEnd() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static batches =>
        {
            CurriculumScheduler curriculum = CurriculumScheduler.Linear(5, 97, 3, 30, 1f, 0.05f);
            CurriculumCursor walked = curriculum.CreateCursor();
            CurriculumCursor resumed = curriculum.CreateCursor();
            long sum = 0;
            foreach (byte batch in batches)
            {
                walked.Step(batch);
                sum += batch;
                resumed = curriculum.CreateCursor();
                resumed.Samples = walked.Samples;
            }

            return walked.Samples == sum && ReferenceEquals(walked.Current, curriculum.ValueAt(sum)) && ReferenceEquals(resumed.Current, walked.Current)
                && walked.Progress == curriculum.ProgressAt(sum) && walked.Progress is >= 0 and <= 1 && walked.IsComplete == (sum >= 5 * 97);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(5, 3));

    [Test]
    public void CreateCursor_TwoCursors_ShareNothing()
    {
        CurriculumScheduler curriculum = CurriculumScheduler.Linear(2, 100, 5, 20, 1f, 0.1f);
        CurriculumCursor first = curriculum.CreateCursor();

        first.Step(150);

        curriculum.CreateCursor().Samples.ShouldBe(0);
    }

    [Test]
    public void Step_NegativeOrTooMany_IsRefusedAndChangesNothing()
    {
        CurriculumCursor cursor = CurriculumScheduler.Linear(2, 100, 5, 20, 1f, 0.1f).CreateCursor();
        cursor.Step(7);

        Should.Throw<ArgumentOutOfRangeException>(() => cursor.Step(-1)).Message.ShouldStartWith("Expected from 0 to 9223372036854775800 samples after 7, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => cursor.Step(long.MaxValue)).Message
            .ShouldStartWith("Expected from 0 to 9223372036854775800 samples after 7, but got 9223372036854775807.");
        cursor.Samples.ShouldBe(7);
    }

    [Test]
    public void Samples_Negative_IsRefusedAndChangesNothing()
    {
        CurriculumCursor cursor = CurriculumScheduler.Linear(2, 100, 5, 20, 1f, 0.1f).CreateCursor();
        cursor.Samples = 3;

        ArgumentOutOfRangeException error = Should.Throw<ArgumentOutOfRangeException>(() => cursor.Samples = -5);

        error.Message.ShouldStartWith("Expected a position of 0 or more, but got -5.");
        error.ParamName.ShouldBe("value");
        cursor.Samples.ShouldBe(3);
    }
}
