using System.Text.Json;
using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

[TestFixture]
public sealed class RetrievalRunTests
{
    private static readonly string[] _results = ["adapter.safetensors", "report.html", "report.json"];

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
    public async Task Run_SmallData_ImprovesAndWritesEveryFile()
    {
        // Longer than a line of the console, which must not break a path.
        string output = new('o', 180);
        SampleResult result = await RunAsync(output);

        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(Job.Better);
        Directory.EnumerateFiles(_folder[output]).Select(Path.GetFileName).ShouldBe([.. _results, "metrics.jsonl"], ignoreOrder: true);
        foreach (string file in (string[])[.. _results, "metrics.jsonl"])
        {
            result.Output.ShouldContain($"Wrote {Path.Combine(_folder[output], file)}{Environment.NewLine}");
        }

        (double before, double after) = ReportedMrr(output, "valid");
        after.ShouldBeGreaterThan(before + 0.1);
        File.ReadAllText(Path.Combine(_folder[output], "report.html")).ShouldContain("</html>");
    }

    [Test]
    public async Task Run_SmallData_LogsALineForEachStep()
    {
        (await RunAsync("out")).ExitCode.ShouldBe(Job.Better);

        JsonElement[] lines = [.. File.ReadAllLines(Path.Combine(_folder["out"], "metrics.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement)];
        lines.Select(static line => line.GetProperty("step").GetInt32()).ShouldBe(Enumerable.Range(0, 30));
        lines.Where(static line => line.TryGetProperty("validation", out _)).Select(static line => line.GetProperty("step").GetInt32()).ShouldBe([4, 9, 14, 19, 24, 29]);
        lines[^1].GetProperty("validation").GetDouble().ShouldBe(ReportedMrr("out", "valid").After, "the report tells what the last step measured");
    }

    [Test]
    public async Task Run_SameSeed_GivesTheSameBytes()
    {
        await RunAsync("first", "--seed", "5");
        await RunAsync("second", "--seed", "5");
        await RunAsync("other", "--seed", "6");

        byte[] adapter = Adapter("first");
        Adapter("second").ShouldBe(adapter);
        new PlainTensors(Path.Combine(_folder["other"], "adapter.safetensors")).Values("weight")
            .ShouldNotBe(new PlainTensors(Path.Combine(_folder["first"], "adapter.safetensors")).Values("weight"));
    }

    [Test]
    public async Task Run_NotBetter_LeavesTheResultsOfAnEarlierRun()
    {
        await RunAsync("out");
        byte[][] before = [.. _results.Select(file => File.ReadAllBytes(Path.Combine(_folder["out"], file)))];

        SampleResult result = await Sample.RunAsync(Arguments("out", "--export", _folder["export"]), ["RuVectorTraining__Optimizer__AdamW__LearningRate=0"]);

        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(Job.NotBetter);
        result.Output.ShouldContain("Not better than the start on the validation split: no model and no report were written.");
        result.Output.ShouldNotContain("Wrote");
        Directory.EnumerateFiles(_folder["export"]).ShouldBeEmpty();
        for (int i = 0; i < _results.Length; i++)
        {
            File.ReadAllBytes(Path.Combine(_folder["out"], _results[i])).ShouldBe(before[i], _results[i]);
        }
    }

    [Test]
    public async Task Run_OtherOptimizerByOneVariable_IsUsedAndReported()
    {
        await RunAsync("adamw");
        SampleResult result = await Sample.RunAsync(Arguments("sgd"), ["RuVectorTraining__Optimizer__Type=Sgd", "RuVectorTraining__Optimizer__Sgd__LearningRate=0.5"]);

        result.ExitCode.ShouldBe(Job.Better);
        Dictionary<string, string> settings = Settings("sgd");
        settings["Optimizer:Type"].ShouldBe("Sgd");
        settings["Optimizer:Sgd:LearningRate"].ShouldBe("0.5");
        settings["Trainer:Steps"].ShouldBe("30");
        settings.Keys.ShouldNotContain(static key => key.StartsWith("Optimizer:AdamW"), "settings of what is not selected have no part in the run");
        new PlainTensors(Path.Combine(_folder["sgd"], "adapter.safetensors")).Metadata("components").ShouldContain("Optimizer=Sgd");
        new PlainTensors(Path.Combine(_folder["sgd"], "adapter.safetensors")).Values("weight")
            .ShouldNotBe(new PlainTensors(Path.Combine(_folder["adamw"], "adapter.safetensors")).Values("weight"));
    }

    private Task<SampleResult> RunAsync(string output, params string[] more) => Sample.RunAsync(Arguments(output, more));

    private string[] Arguments(string output, params string[] more) => ["--data", _folder["data"], "--steps", "30", "--out", _folder[output], .. more];

    private byte[] Adapter(string output) => File.ReadAllBytes(Path.Combine(_folder[output], "adapter.safetensors"));

    private JsonElement Report(string output) => JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder[output], "report.json"))).RootElement;

    private Dictionary<string, string> Settings(string output) =>
        Report(output).GetProperty("settings").EnumerateArray().ToDictionary(static setting => setting.GetProperty("name").GetString()!, static setting => setting.GetProperty("value").GetString()!);

    private (double Before, double After) ReportedMrr(string output, string split)
    {
        JsonElement metric = Report(output).GetProperty("metrics").EnumerateArray().Single(
            metric => metric.GetProperty("split").GetString() == split && metric.GetProperty("metric").GetString() == "MRR");
        return (metric.GetProperty("before").GetDouble(), metric.GetProperty("after").GetDouble());
    }
}
