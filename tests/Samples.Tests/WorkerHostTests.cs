using System.Diagnostics;
using RuVector.Training.Tests.Files;

namespace Samples.Tests;

[TestFixture]
public sealed class WorkerHostTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("", "Loss InfoNce, Miner SemiHard, Optimizer AdamW")]
    [TestCase("RuVectorTraining__Optimizer__Type=Lion", "Loss InfoNce, Miner SemiHard, Optimizer Lion")]
    [TestCase("RuVectorTraining__Miner__Type=Hardest", "Loss InfoNce, Miner Hardest, Optimizer AdamW")]
    public async Task Run_OneVariable_IsAWholeSwap(string variable, string parts)
    {
        SampleResult result = await SampleProcess.RunAsync("WorkerHost", [InFolder("run"), .. variable.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldContain($"Training with {parts}");
        result.Output.ShouldMatch(@"After step 1000: MRR (0\.9|1\b)");
        File.Exists(AdapterIn("run")).ShouldBeTrue();
    }

    [TestCase("Optimizer", "Lionn", "Lion", "Adafactor, Adagrad, Adam, Adamax, AdamW, Ema, Lamb, Lion, Muon")]
    [TestCase("Miner", "Hardes", "Hardest", "DistanceWeighted, Hardest, MultiSimilarity, Random, SemiHard, SimilarityWeighted")]
    public async Task Run_UnknownName_IsToldWithTheKnownOnes(string slot, string typed, string meant, string known)
    {
        SampleResult result = await SampleProcess.RunAsync("WorkerHost", InFolder("run"), $"RuVectorTraining__{slot}__Type={typed}");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith($"RuVectorTraining:{slot}:Type: '{typed}' is not known. Did you mean '{meant}'? Known: {known}");
        result.Error.ShouldNotContain(Environment.NewLine, Case.Sensitive, "one problem is one line, without a stack trace");
        File.Exists(AdapterIn("run")).ShouldBeFalse();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no signal that one process can send to another alone.")]
    public async Task Run_SignalToEnd_SavesAndTheNextStartEndsWithTheSameBytes()
    {
        string[] settings = ["RuVectorTraining__Trainer__Steps=8000", "RuVectorTraining__Trainer__EvaluateEvery=0", "RuVectorTraining__Trainer__CheckpointEvery=500"];
        (await SampleProcess.RunAsync("WorkerHost", [InFolder("whole"), .. settings])).ExitCode.ShouldBe(0);

        using (SampleProcess process = new("WorkerHost", [InFolder("run"), .. settings]))
        {
            await process.ReadUntilAsync("Saved a checkpoint after step 500 ");
            process.Terminate();
            SampleResult stopped = await process.EndAsync();
            stopped.ExitCode.ShouldBe(1);
            stopped.Output.ShouldMatch(@"Run cancelled after \d+ whole steps");
            File.Exists(AdapterIn("run")).ShouldBeFalse();
        }

        SampleResult resumed = await SampleProcess.RunAsync("WorkerHost", [InFolder("run"), .. settings]);

        resumed.ExitCode.ShouldBe(0, resumed.Output + resumed.Error);
        resumed.Output.ShouldMatch(@"Resumed after step \d+");
        File.ReadAllBytes(AdapterIn("run")).ShouldBe(File.ReadAllBytes(AdapterIn("whole")));
    }

    /// <summary>Four runs, each stopped five times at moments of a seed: while it starts, anywhere, and when it is about to end. What a stop leaves behind is a run that goes on, never half an adapter.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [Platform(Exclude = "Win", Reason = "Windows has no signal that one process can send to another alone.")]
    public async Task Run_SignalsToEndAtAnyMoment_EndWithTheSameBytes(int seed)
    {
        string[] settings = ["RuVectorTraining__Trainer__Steps=3000", "RuVectorTraining__Trainer__EvaluateEvery=0", "RuVectorTraining__Trainer__CheckpointEvery=500"];
        Stopwatch time = Stopwatch.StartNew();
        (await SampleProcess.RunAsync("WorkerHost", [InFolder("whole"), .. settings])).ExitCode.ShouldBe(0);
        TimeSpan whole = time.Elapsed;
        byte[] expected = File.ReadAllBytes(AdapterIn("whole"));
        Random random = new(seed);

        double[] moments = [0.2 * random.NextDouble(), .. Enumerable.Range(0, 3).Select(_ => 0.7 * random.NextDouble())];
        foreach (double moment in moments)
        {
            await StopAsync(_ => Task.Delay(moment * whole));
        }

        await StopAsync(static process => process.ReadUntilAsync("Run finished after 3000 steps"));
        SampleResult last = await SampleProcess.RunAsync("WorkerHost", [InFolder("run"), .. settings]);

        last.ExitCode.ShouldBe(0, last.Output + last.Error);
        File.ReadAllBytes(AdapterIn("run")).ShouldBe(expected);

        async Task StopAsync(Func<SampleProcess, Task> until)
        {
            using SampleProcess process = new("WorkerHost", [InFolder("run"), .. settings]);
            await until(process);
            process.Terminate();
            SampleResult stopped = await process.EndAsync();
            stopped.ExitCode.ShouldBeOneOf([0, 1, 143], stopped.Output + stopped.Error); // done, cancelled, or too early for the program to know of the signal
            stopped.Error.ShouldBeEmpty();
            (File.Exists(AdapterIn("run")) ? File.ReadAllBytes(AdapterIn("run")) : expected).ShouldBe(expected);
        }
    }

    [Test]
    public async Task Run_FolderWithTheRunOfOtherSettings_IsRefused()
    {
        const string Short = "RuVectorTraining__Trainer__Steps=20";
        (await SampleProcess.RunAsync("WorkerHost", InFolder("run"), Short)).ExitCode.ShouldBe(0);
        byte[] adapter = File.ReadAllBytes(AdapterIn("run"));

        SampleResult other = await SampleProcess.RunAsync("WorkerHost", InFolder("run"), Short, "RuVectorTraining__Optimizer__Type=Lion");

        other.ExitCode.ShouldBe(1);
        other.Output.ShouldContain("Expected the same run, but got another");
        File.ReadAllBytes(AdapterIn("run")).ShouldBe(adapter);
    }

    private string InFolder(string name) => $"Worker__Folder={_folder.File(name)}";

    private string AdapterIn(string name) => Path.Combine(_folder.File(name), "adapter.safetensors");
}
