using System.Diagnostics;
using System.Globalization;
using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

[TestFixture]
public sealed class CancellationTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void WriteData()
    {
        _folder = new TemporaryFolder();
        SmallDictionary.Write(_folder["data"]);
    }

    [TearDown]
    public void RemoveData() => _folder.Dispose();

    [Test]
    public async Task Run_CancelledBefore_WritesNothing()
    {
        SampleResult result = await RunAsync(null, new CancellationToken(canceled: true));

        ShouldBeCancelled(result);
        Directory.Exists(_folder["out"]).ShouldBeFalse();
    }

    [Test]
    public async Task Run_CancelledAtAStep_EndsBeforeTheNextWithoutAModel()
    {
        using CancellationTokenSource source = new();

        SampleResult result = await RunAsync(() => new CancellingWriter("step 3/", source), source.Token);

        ShouldBeCancelled(result);
        result.Output.ShouldContain("step 3/");
        result.Output.ShouldNotContain("step 4/");
        Directory.EnumerateFiles(_folder["out"]).Select(Path.GetFileName).ShouldBe(["metrics.jsonl"]);
        File.ReadAllLines(Path.Combine(_folder["out"], "metrics.jsonl")).Length.ShouldBe(3);
    }

    [Test]
    public async Task Run_CancelledWithCheckpoints_GoesOnToTheSameBytes()
    {
        using CancellationTokenSource source = new();
        SampleResult whole = await RunAsync(null, CancellationToken.None);
        byte[] adapter = File.ReadAllBytes(Path.Combine(_folder["out"], "adapter.safetensors"));
        string[] steps = StepsOfLog();
        Directory.Delete(_folder["out"], recursive: true);

        SampleResult cut = await RunAsync(() => new CancellingWriter("step 3/", source), source.Token, "--checkpoints", _folder["run"]);
        SampleResult rest = await RunAsync(null, CancellationToken.None, "--checkpoints", _folder["run"]);

        cut.ExitCode.ShouldBe(Job.Cancelled);
        cut.Error.TrimEnd().ShouldBe($"Cancelled: no model and no report were written. The same command goes on from {_folder["run"]}.");
        (rest.ExitCode, rest.Error).ShouldBe((whole.ExitCode, whole.Error));
        File.ReadAllBytes(Path.Combine(_folder["out"], "adapter.safetensors")).ShouldBe(adapter);
        StepsOfLog().ShouldBe(steps);

        string report = File.ReadAllText(Path.Combine(_folder["out"], "report.html"));
        (await RunAsync(null, CancellationToken.None, "--checkpoints", _folder["run"])).ExitCode.ShouldBe(whole.ExitCode);
        StepsOfLog().ShouldBe(steps, "a run that was complete keeps its log");
        File.ReadAllText(Path.Combine(_folder["out"], "report.html")).Split("<svg").Length.ShouldBe(report.Split("<svg").Length, "and its report the curves");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no signal that one process can send to another alone.")]
    public async Task Process_SignalToEnd_EndsAsCancelled()
    {
        const int LongEnough = 10_000_000;
        ProcessStartInfo start = new("dotnet", [typeof(Job).Assembly.Location, "--data", _folder["data"], "--out", _folder["out"], "--steps", LongEnough.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Untrained", StringComparison.Ordinal))
            {
            }

            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            process.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue("the process listens to signals while it trains");

            process.ExitCode.ShouldBe(Job.Cancelled);
            (await process.StandardError.ReadToEndAsync()).TrimEnd().ShouldBe("Cancelled: no model and no report were written.");
        }
        finally
        {
            process.Kill();
        }
    }

    private static void ShouldBeCancelled(SampleResult result)
    {
        result.ExitCode.ShouldBe(Job.Cancelled);
        result.Error.TrimEnd().ShouldBe("Cancelled: no model and no report were written.");
    }

    private Task<SampleResult> RunAsync(Func<TextWriter>? output, CancellationToken cancellationToken, params string[] more) =>
        Sample.RunAsync(["--data", _folder["data"], "--steps", "20", "--out", _folder["out"], .. more], [], output, cancellationToken);

    /// <summary>The lines of the log without their times.</summary>
    private string[] StepsOfLog() => [.. File.ReadAllLines(Path.Combine(_folder["out"], "metrics.jsonl")).Select(static line => line[..line.IndexOf(",\"seconds\"", StringComparison.Ordinal)])];

    /// <summary>Cancels when a line with a text is written.</summary>
    private sealed class CancellingWriter(string text, CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
            {
                source.Cancel();
            }
        }
    }
}
