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

    [TestCase(true, "{\"step\":0,\"loss\":1}\n{\"step\":7,\"loss\":1}\n")]
    [TestCase(false, "{\"step\":7,\"loss\":1}\n")]
    public void Constructor_ExistingFile_IsContinuedOrReplaced(bool append, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("metrics.jsonl");
        WriteStep(path, 0, append: false);

        WriteStep(path, 7, append);

        File.ReadAllText(path).ShouldBe(expected);
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

    private static void WriteStep(string path, long step, bool append)
    {
        using MetricsWriter writer = new(path, append);
        writer.Write(new StepMetrics { Step = step, Loss = 1 });
    }
}
