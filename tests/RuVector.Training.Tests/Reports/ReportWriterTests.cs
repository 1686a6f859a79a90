using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using RuVector.Training.Evaluation;
using RuVector.Training.Reports;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Reports;

[TestFixture]
public sealed class ReportWriterTests
{
    private const string Attack = "<script>alert('x')</script> & \"quotes\"";

    private static readonly TrainingReport _small = new() { Title = "T", Summary = "S", IsBetter = false };

    [Test]
    public void WriteJson_SmallReport_HasExactlyThisText() => Json(_small with { Curves = [new("Loss", [new(0, 2.5)])], Metrics = [new("test", "MRR", 0.1, 0.25)] }).ShouldBe(
        """
        {
          "title": "T",
          "summary": "S",
          "isBetter": false,
          "seed": 0,
          "metrics": [
            {
              "split": "test",
              "metric": "MRR",
              "before": 0.1,
              "after": 0.25,
              "higherIsBetter": true,
              "isBetter": true
            }
          ],
          "curves": [
            {
              "name": "Loss",
              "points": [
                {
                  "step": 0,
                  "value": 2.5
                }
              ]
            }
          ],
          "similarities": [],
          "health": [],
          "dataChecks": [],
          "skipped": [],
          "examples": [],
          "settings": []
        }

        """);

    [Test]
    public void WriteJson_FullReport_HasAllParts()
    {
        using JsonDocument json = JsonDocument.Parse(Json(SampleReport.Full()));
        JsonElement root = json.RootElement;

        root.GetProperty("gain").GetProperty("lower").GetDouble().ShouldBe(0.0489);
        root.GetProperty("gain").GetProperty("better").GetInt32().ShouldBe(1794);
        root.GetProperty("curves")[0].GetProperty("points").GetArrayLength().ShouldBe(SampleReport.Steps);
        root.GetProperty("similarities")[0].GetProperty("after").GetProperty("positives").GetProperty("counts").GetArrayLength().ShouldBe(40);
        root.GetProperty("similarities")[1].GetProperty("before").GetProperty("margins").GetProperty("positiveShare").GetDouble().ShouldBe(0.0242);
        root.GetProperty("health")[0].GetProperty("after").GetProperty("effectiveRank").GetDouble().ShouldBe(84.6);
        root.GetProperty("skipped")[1].GetProperty("count").GetInt64().ShouldBe(12_345);
        root.GetProperty("examples")[0].GetProperty("topAfter")[2].GetString().ShouldBe("eyre");
        root.GetProperty("finishedAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 24, 19, 30, 0, TimeSpan.Zero));
    }

    [Test]
    public void Write_Twice_GivesTheSameBytes()
    {
        Json(SampleReport.Full()).ShouldBe(Json(SampleReport.Full()));
        Html(SampleReport.Full()).ShouldBe(Html(SampleReport.Full()));
    }

    [Test]
    [SetCulture("de-DE")]
    public void Write_OtherCulture_GivesTheSameBytes()
    {
        (string json, string html) = (Json(SampleReport.Full()), Html(SampleReport.Full()));
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        Json(SampleReport.Full()).ShouldBe(json);
        Html(SampleReport.Full()).ShouldBe(html);
    }

    [Test]
    public void WriteHtml_HostileText_IsEscapedEverywhere()
    {
        TrainingReport report = new()
        {
            Title = Attack,
            Summary = Attack,
            IsBetter = true,
            Version = Attack,
            Metrics = [new(Attack, Attack, 1, 2)],
            Curves = [new(Attack, [new(0, 1)])],
            Similarities = [new(Attack, SampleReport.Full().Similarities[0].Before, SampleReport.Full().Similarities[0].After)],
            Health = [new(Attack, SampleReport.Full().Health[0].Before, SampleReport.Full().Health[0].After)],
            Skipped = [new(Attack, 1)],
            DataChecks = [new(Attack, Attack, IsConcern: true)],
            Examples = [new(Attack, Attack, 1, 2, [Attack], [Attack])],
            Settings = [new(Attack, Attack)],
        };

        string html = Html(report);

        html.ShouldNotContain("<script");
        html.ShouldNotContain("'x'");
        html.ShouldNotContain("\"quotes\"");
        Count(html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quotes&quot;").ShouldBe(25);
    }

    [Test]
    public void WriteHtml_FullReport_IsWellFormedAndAccessible()
    {
        XElement page = Parse(Html(SampleReport.Full()));

        page.Attribute("lang")!.Value.ShouldBe("en");
        XElement[] drawings = [.. page.Descendants("svg")];
        drawings.Length.ShouldBe(11);
        foreach (XElement drawing in drawings)
        {
            drawing.Attribute("role")!.Value.ShouldBe("img");
            drawing.Element("title")!.Attribute("id")!.Value.ShouldBe(drawing.Attribute("aria-labelledby")!.Value);
            drawing.Element("title")!.Value.ShouldNotBeEmpty();
        }

        page.Descendants("table").ShouldAllBe(static table => table.Element("thead")!.Descendants("th").All(static th => th.Attribute("scope")!.Value == "col"));
        string[] ids = [.. page.Descendants().Select(static element => element.Attribute("id")?.Value).OfType<string>()];
        ids.ShouldBeUnique();
        page.Descendants().Select(static element => element.Attribute("aria-labelledby")?.Value).OfType<string>().ShouldBeSubsetOf(ids);
    }

    [Test]
    public void WriteHtml_FullReport_AsksForNothingFromOutside()
    {
        string html = Html(SampleReport.Full());

        html.ShouldContain("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
        foreach (string request in (string[])["http:", "https:", "//", "src=", "url(", "@import", "<script", "<iframe"])
        {
            html.ShouldNotContain(request);
        }
    }

    [Test]
    public void WriteHtml_FullReport_SaysTheFigures()
    {
        XElement page = Parse(Html(SampleReport.Full()));
        string[] rows = [.. page.Descendants("tr").Select(static row => string.Join(" | ", row.Elements().Select(static cell => cell.Value.Trim())))];

        rows.ShouldContain("MRR | 0.0201 | 0.0746 | +0.0545 +271.1%");
        rows.ShouldContain("median rank | 1,253.5 | 256 | \u2212997.5 \u221279.6%");
        rows.ShouldContain("accuracy at 1 | 0.004 | 0.004 | \u00B10");
        page.Value.ShouldContain("the 95% interval is 0.0489 to 0.0603 (2,000 paired resamples)");
        page.Value.ShouldContain("1,794 queries got better, 44 stayed, 478 got worse.");
        page.Descendants("title").Select(static title => title.Value).ShouldContain("Negatives a query (k): 5 at step 0, 19 at step 754");
    }

    [Test]
    public void WriteHtml_FullReport_SaysSimilaritiesHealthAndWhatWasLeftOut()
    {
        XElement page = Parse(Html(SampleReport.Full()));
        string[] rows = [.. page.Descendants("tr").Select(static row => string.Join(" | ", row.Elements().Select(static cell => cell.Value.Trim())))];

        rows.ShouldContain("Mean cosine of right answers | 0.24 | 0.41 | +0.17");
        rows.ShouldContain("Alignment (squared distance to right answers) | 1.52 | 1.18 | \u22120.34");
        rows.ShouldContain("Effective rank (1: collapsed, 100: all directions) | 78.21 | 84.6 | +6.39");
        rows.ShouldContain("Zero vectors | 0 | 2 | +2");
        rows.ShouldContain("Steps with a gradient that is not finite | none");
        rows.ShouldContain("Pairs that are known answers, masked | 12,345");
        page.Descendants("title").Select(static title => title.Value).ShouldContain("test, after: right answers have a mean cosine of 0.41, others of 0.06");
    }

    [Test]
    public void WriteHtml_Histograms_AreDrawnToOneScaleInPartsOfTheirOwnTotal()
    {
        long[] one = new long[40];
        long[] two = new long[40];
        (one[38], one[39], two[0], two[20]) = (7, 7, 3_000_000, 1_000_000);
        SimilarityResult before = new(0, new SimilarityHistogram(one, 1), new SimilarityHistogram(two, 0), new MarginStatistics(1, 0, 0, 0, 0, 0, 0));
        SimilarityResult after = before with { Positives = before.Negatives };

        string[] paths = [.. Parse(Html(_small with { Similarities = [new("test", before, after)] })).Descendants("path").Select(static path => path.Attribute("d")!.Value)];

        // The largest share, 3 of 4, is 130 high; a half is 86.7, 1 of 4 is 43.3.
        paths.Length.ShouldBe(4);
        paths[0].ShouldStartWith("M10 138V8H18.5V138H27");
        paths[0].ShouldContain("V94.7H188.5V138");
        paths[1].ShouldEndWith("V138H333V51.3H341.5V51.3H350V138Z");
        paths[3].ShouldBe(paths[0]);
    }

    [Test]
    public void WriteHtml_EmptyHistograms_AreFlat()
    {
        SimilarityResult empty = new(0, new SimilarityHistogram(new long[40], 0), new SimilarityHistogram(new long[40], 0), new MarginStatistics(0, 0, 0, 0, 0, 0, 0));
        Parse(Html(_small with { Similarities = [new("test", empty, empty)] })).Descendants("path").ShouldAllBe(static path => !path.Attribute("d")!.Value.Contains("NaN"));
    }

    [Test]
    public void Write_HistogramWithoutAllBins_IsRefused()
    {
        SimilarityResult good = SampleReport.Full().Similarities[0].Before;
        SimilarityResult bad = good with { Positives = new SimilarityHistogram([1, 2], 0) };
        Should.Throw<ArgumentException>(() => Html(_small with { Similarities = [new("test", good, bad)] })).Message
            .ShouldStartWith("Expected histograms of 40 counts of 0 or more, but test similarities after have 2: 1, 2.");
    }

    [Test]
    public void WriteHtml_WorseFigure_IsMarkedWorse()
    {
        XElement page = Parse(Html(SampleReport.Full()));

        XElement[] cells = [.. page.Descendants("td").Where(static cell => cell.Attribute("class")?.Value.StartsWith("number ", StringComparison.Ordinal) == true)];
        cells.Single(static cell => cell.Value.StartsWith("+85", StringComparison.Ordinal)).Attribute("class")!.Value.ShouldBe("number bad", "a higher median rank is worse");
        cells.Single(static cell => cell.Value.StartsWith("\u2212997", StringComparison.Ordinal)).Attribute("class")!.Value.ShouldBe("number good");
    }

    [Test]
    public void WriteHtml_EmptyReport_HasNoEmptyParts()
    {
        XElement page = Parse(Html(_small with { Curves = [new("Loss", [])] }));

        page.Descendants("section").ShouldBeEmpty();
        page.Value.ShouldContain("Not better than the start");
    }

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void Write_NonFiniteNumber_IsRefusedAndWritesNothing(double value)
    {
        using TemporaryFolder folder = new();
        (string Where, TrainingReport Report)[] reports =
        [
            ("the duration", _small with { Seconds = value }),
            ("test MRR before", _small with { Metrics = [new("test", "MRR", value, 1)] }),
            ("test MRR after", _small with { Metrics = [new("test", "MRR", 1, value)] }),
            ("the gain", _small with { Gain = new GainInterval(1, value, 1, 0.95, 1) { Better = 0, Worse = 0, Same = 0 } }),
            ("test similarities before", _small with { Similarities = [new("test", SampleReport.Full().Similarities[0].Before with { Alignment = value }, SampleReport.Full().Similarities[0].After)] }),
            ("test queries health after", _small with { Health = [SampleReport.Full().Health[0] with { After = SampleReport.Full().Health[0].After with { Uniformity = value } }] }),
            ("curve 'Loss' at step 7", _small with { Curves = [new("Loss", [new(3, 1), new(7, value)])] }),
        ];

        foreach ((string where, TrainingReport report) in reports)
        {
            string message = FormattableString.Invariant($"Expected finite numbers, but {where} is {value}.");
            Should.Throw<ArgumentException>(() => ReportWriter.WriteJson(folder.File("report.json"), report)).Message.ShouldStartWith(message);
            Should.Throw<ArgumentException>(() => ReportWriter.WriteHtml(folder.File("report.html"), report)).Message.ShouldStartWith(message);
        }

        folder.Names().ShouldBeEmpty();
    }

    [Test]
    public void Write_StepsThatDoNotAscend_AreRefused() =>
        Should.Throw<ArgumentException>(static () => Html(_small with { Curves = [new("Loss", [new(3, 1), new(3, 1)])] })).Message
            .ShouldStartWith("Expected ascending steps of 0 or more, but curve 'Loss' has step 3 after 3.");

    private static string Json(TrainingReport report)
    {
        using TemporaryFolder folder = new();
        ReportWriter.WriteJson(folder.File("report.json"), report);
        return File.ReadAllText(folder.File("report.json"));
    }

    private static string Html(TrainingReport report)
    {
        using TemporaryFolder folder = new();
        ReportWriter.WriteHtml(folder.File("report.html"), report);
        return File.ReadAllText(folder.File("report.html"));
    }

    // The page keeps to XML but for its void elements, so an XML parser finds every unclosed or crossed element.
    private static XElement Parse(string html)
    {
        string xml = System.Text.RegularExpressions.Regex.Replace(html, "<(meta|link)([^>]*)>", "<$1$2/>").Replace("<!doctype html>", "", StringComparison.Ordinal);
        using XmlReader reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
