using System.Globalization;
using System.Text.RegularExpressions;
using WebHost.Observability;

namespace WebHost.Tests;

[TestFixture]
public sealed partial class MetricsTests : ServerFixture
{
    [Test]
    public async Task Metrics_AfterAJob_ParseAndCountItsSteps()
    {
        TestServer server = await StartAsync();
        await server.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" });
        await server.EndOfAsync("quick");

        using HttpResponseMessage response = await server.Client.GetAsync("/metrics");
        Dictionary<string, double> samples = Parse(await response.Content.ReadAsStringAsync());

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        samples["""ruvector_training_steps_total{profile="quick"}"""].ShouldBe(200);
        samples["""ruvector_training_examples_total{profile="quick"}"""].ShouldBe(200 * 32);
        samples["""ruvector_training_jobs{state="Succeeded"}"""].ShouldBe(1);
        samples["""ruvector_training_jobs{state="Running"}"""].ShouldBe(0);
        samples["""ruvector_training_job_duration_seconds_count{profile="quick",state="Succeeded"}"""].ShouldBe(1);
        samples["""ruvector_training_job_duration_seconds_bucket{profile="quick",state="Succeeded",le="+Inf"}"""].ShouldBe(1);
        samples["""ruvector_training_checkpoint_duration_seconds_count{outcome="saved",profile="quick"}"""].ShouldBeGreaterThan(0);
        samples.Keys.ShouldNotContain(static key => key.StartsWith("ruvector_training_loss{", StringComparison.Ordinal), "no job runs");
    }

    [Test]
    public async Task Metrics_WhileAJobRunsAndNoLonger_HaveItsFigures()
    {
        TestServer server = await StartAsync();
        await JobTests.SubmitLongAsync(server, "long");
        await using EventReader reader = await server.WatchAsync("long");
        while ((await reader.ReadAsync())!.Name != "progress")
        {
        }

        Dictionary<string, double> samples = Parse(await server.Client.GetStringAsync("/metrics"));
        await server.PostAsync("/api/jobs/long/cancel");
        await server.EndOfAsync("long");
        Dictionary<string, double> after = Parse(await server.Client.GetStringAsync("/metrics"));

        after.Keys.ShouldNotContain(static key => key.Contains("job=", StringComparison.Ordinal));
        samples["""ruvector_training_learning_rate{job="long",profile=""}"""].ShouldBe(0.01, 1e-6);
        samples.ShouldContainKey("""ruvector_training_loss{job="long",profile=""}""");
        samples.ShouldContainKey("""ruvector_training_throughput_per_second{job="long",profile=""}""");
    }

    [Test]
    public async Task Metrics_OfAnotherHostInTheProcess_AreNotMixedIn()
    {
        TestServer server = await StartAsync();
        await using TestServer other = await TestServer.StartAsync(Root.File("other"));
        await other.SubmitAsync(new { id = "quick", dataset = "toy", profile = "quick" });
        await other.EndOfAsync("quick");

        Parse(await server.Client.GetStringAsync("/metrics")).Keys.ShouldNotContain(static key => key.StartsWith("ruvector_training_steps_total", StringComparison.Ordinal));
    }

    [Test]
    public void Family_Histogram_CountsUpToEachBound()
    {
        using System.Diagnostics.Metrics.Meter meter = new("test");
        PrometheusFamily family = new(meter.CreateHistogram<double>("a.b", "s", "Line 1\nwith \\."));
        foreach (double value in new[] { 0.005, 0.0051, 7, 1e9 })
        {
            family.Record(value, [new("b", "x\"\\\n"), new("a", 1)]);
        }

        System.Text.StringBuilder text = new();
        family.Write(text);

        string[] lines = text.ToString().Split('\n');
        lines[..4].ShouldBe(
        [
            "# HELP a_b_seconds Line 1\\nwith \\\\.",
            "# TYPE a_b_seconds histogram",
            """a_b_seconds_bucket{a="1",b="x\"\\\n",le="0.005"} 1""",
            """a_b_seconds_bucket{a="1",b="x\"\\\n",le="0.01"} 2""",
        ]);
        lines[^4..].ShouldBe(
        [
            """a_b_seconds_bucket{a="1",b="x\"\\\n",le="+Inf"} 4""",
            """a_b_seconds_sum{a="1",b="x\"\\\n"} 1000000007.0101""",
            """a_b_seconds_count{a="1",b="x\"\\\n"} 4""",
            "",
        ]);
    }

    [TestCase(double.PositiveInfinity, "+Inf")]
    [TestCase(double.NegativeInfinity, "-Inf")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(1e-9, "1E-09")]
    public void Numbers_AreWrittenAsPrometheusReadsThem(double value, string text) => PrometheusText.NumberOf(value).ShouldBe(text);

    // Each line by the grammar of the format; a family is told before its samples, and once.
    private static Dictionary<string, double> Parse(string text)
    {
        text.ShouldEndWith("\n");
        Dictionary<string, double> samples = [];
        HashSet<string> families = [];
        string family = "";
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                family = comment.Groups["name"].Value;
                (comment.Groups["kind"].Value == "HELP" ? families.Add(family) : families.Contains(family)).ShouldBeTrue(line);
                continue;
            }

            Match sample = Sample().Match(line);
            sample.Success.ShouldBeTrue(line);
            sample.Groups["name"].Value.ShouldStartWith(family);
            samples.Add(line[..line.LastIndexOf(' ')], sample.Groups["value"].Value == "+Inf" ? double.PositiveInfinity : double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture));
        }

        return samples;
    }

    [GeneratedRegex("^# (?<kind>HELP|TYPE) (?<name>[a-z_][a-z0-9_]*) (?<text>.+)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-z_][a-z0-9_]*)(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? (?<value>\S+)$""")]
    private static partial Regex Sample();
}
