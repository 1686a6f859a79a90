using RuVector.Training.Reports;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Reports;

[TestFixture]
public sealed class MetricsWriterTests
{
    [Test]
    public void Write_Steps_HasOneLineEach()
    {
        using TemporaryFolder folder = new();
        using (MetricsWriter writer = new(folder.File("metrics.jsonl")))
        {
            writer.Write(new StepMetrics { Step = 0, Loss = 5.5, LearningRate = 4e-05, Temperature = 0.2, NegativesPerAnchor = 5, Validation = 0.0242, Seconds = 0.25 });
            writer.Write(new StepMetrics { Step = 1, Loss = 5 });
        }

        File.ReadAllText(folder.File("metrics.jsonl")).ShouldBe(
            """
            {"step":0,"loss":5.5,"learningRate":4E-05,"temperature":0.2,"negativesPerAnchor":5,"validation":0.0242,"seconds":0.25}
            {"step":1,"loss":5}

            """);
    }

    [Test]
    public void Write_BeforeDispose_CanBeRead()
    {
        using TemporaryFolder folder = new();
        using MetricsWriter writer = new(folder.File("metrics.jsonl"));
        writer.Write(new StepMetrics { Step = 0, Loss = 1 });

        using FileStream stream = new(folder.File("metrics.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        reader.ReadToEnd().ShouldBe("{\"step\":0,\"loss\":1}\n");
    }

    [Test]
    public void Constructor_ExistingFile_IsReplaced()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("metrics.jsonl");
        WriteSteps(path, 0, 1);

        WriteSteps(path, 7);

        File.ReadAllText(path).ShouldBe("{\"step\":7,\"loss\":1}\n");
    }

    [Test]
    public void Resume_LinesOfLaterStepsAndACutOne_AreRemoved()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("metrics.jsonl");
        WriteSteps(path, 0, 1, 2, 3);
        File.AppendAllText(path, "{\"step\":1,\"lo");

        using (MetricsWriter writer = MetricsWriter.Resume(path, 2, out IReadOnlyList<StepMetrics> before))
        {
            before.Select(static metrics => metrics.Step).ShouldBe([0, 1]);
            writer.Write(new StepMetrics { Step = 2, Loss = 9 });
        }

        File.ReadAllText(path).ShouldBe("{\"step\":0,\"loss\":1}\n{\"step\":1,\"loss\":1}\n{\"step\":2,\"loss\":9}\n");
    }

    [TestCase(0)]
    [TestCase(5)]
    public void Resume_NothingBefore_StartsAnew(long step)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("metrics.jsonl");
        if (step == 0)
        {
            WriteSteps(path, 0, 1);
        }

        MetricsWriter.Resume(path, step, out IReadOnlyList<StepMetrics> before).Dispose();

        before.ShouldBeEmpty();
        File.ReadAllText(path).ShouldBeEmpty();
    }

    [Test]
    public void Write_NonFiniteNumber_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        using (MetricsWriter writer = new(folder.File("metrics.jsonl")))
        {
            Should.Throw<ArgumentException>(() => writer.Write(new StepMetrics { Step = 3, Loss = double.NaN })).Message.ShouldStartWith("Expected finite numbers, but the loss of step 3 is NaN.");
            Should.Throw<ArgumentException>(() => writer.Write(new StepMetrics { Step = 3, Loss = 1, Validation = double.PositiveInfinity })).Message
                .ShouldStartWith("Expected finite numbers, but the validation metric of step 3 is Infinity.");
        }

        File.ReadAllText(folder.File("metrics.jsonl")).ShouldBeEmpty();
    }

    private static void WriteSteps(string path, params long[] steps)
    {
        using MetricsWriter writer = new(path);
        foreach (long step in steps)
        {
            writer.Write(new StepMetrics { Step = step, Loss = 1 });
        }
    }
}
