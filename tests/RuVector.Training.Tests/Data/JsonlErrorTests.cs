using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Data;

/// <summary>Every rule for a line: where it is broken, and in which words that is said.</summary>
[TestFixture]
public sealed class JsonlErrorTests
{
    private const string Good = """{"query": [1, 2], "positive": [3, 4]}""" + "\n";

    private static readonly VectorMatrix _named = VectorMatrix.FromRows([1, 2], [3, 4]).WithNames(RowNames.FromNames("d1", "d2"));

    [TestCase("[1]", 1, "Expected a JSON object, but got an array.")]
    [TestCase("7", 1, "Expected a JSON object, but got the number 7.")]
    [TestCase("{}", 2, "Expected the field query, but there is none.")]
    [TestCase("""{"query": [1, 2]}""", 17, "Expected the field positive, but there is none.")]
    [TestCase("""{"query": [1, 2], "positiv": [3, 4]}""", 19, "Expected one of ignored, negatives, positive, query, but got 'positiv'. Did you mean 'positive'?")]
    [TestCase("""{"query": [1, 2], "x\u00e9": 1}""", 19, "Expected one of ignored, negatives, positive, query, but got 'x\\u00E9'.")]
    [TestCase("""{"query": [1, 2], "query": [1, 2]}""", 19, "Expected each field once, but query is there twice.")]
    [TestCase("""{"query": [1, 2], "qu\u0065ry": [1, 2]}""", 19, "Expected each field once, but query is there twice.")]
    [TestCase("""{"query": 5, "positive": [3, 4]}""", 11, "Expected query to be a vector, but got the number 5.")]
    [TestCase("""{"query": "q1", "positive": [3, 4]}""", 11, "Expected query to be a vector, but got the text 'q1'. Ids need Queries.")]
    [TestCase("""{"query": [1, 2], "positive": ["é", "d2"]}""", 32, "Expected positive to be a vector, but got the text '\\u00E9'. Ids need Documents.")]
    [TestCase("""{"query": [1, 2], "positive": null}""", 31, "Expected positive to be a vector, but got null.")]
    [TestCase("""{"query": [1, 2], "positive": {"a": 1}}""", 31, "Expected positive to be a vector, but got an object.")]
    [TestCase("""{"query": [1, true], "positive": [3, 4]}""", 15, "Expected a number, but got true.")]
    [TestCase("""{"query": [1, "NaN"], "positive": [3, 4]}""", 15, "Expected a number, but got the text 'NaN'.")]
    [TestCase("""{"query": [[1, 2], [1, 2]], "positive": [3, 4]}""", 12, "Expected a number, but got an array.")]
    [TestCase("""{"query": [1, NaN], "positive": [3, 4]}""", 15, "Expected finite numbers, but got NaN.")]
    [TestCase("""{"query": [1, nan], "positive": [3, 4]}""", 15, "Expected finite numbers, but got nan.")]
    [TestCase("""{"query": [1, -Infinity], "positive": [3, 4]}""", 15, "Expected finite numbers, but got -Infinity.")]
    [TestCase("""{"query": [1, -1e39], "positive": [3, 4]}""", 15, "Expected numbers from -3.4028235E+38 to 3.4028235E+38, but got -1e39.")]
    [TestCase("""{"query": [1, 1234567890123456789012345678901234567890], "positive": [3, 4]}""", 15, "Expected numbers from -3.4028235E+38 to 3.4028235E+38, but got 12345678901234567890123456789012....")]
    [TestCase("""{"query": [1, 2, 3], "positive": [3, 4]}""", 18, "Expected a vector of 2 values, but got more.")]
    [TestCase("""{"query": [1], "positive": [3, 4]}""", 13, "Expected a vector of 2 values, but got 1.")]
    [TestCase("""{"query": [], "positive": [3, 4]}""", 12, "Expected a vector of 2 values, but got 0.")]
    [TestCase("""{"query": [0, -0.0e3], "positive": [3, 4]}""", 11, "Expected query to be a vector that is not all zeros.")]
    [TestCase("""{"query": [1, 1e-60], "positive": [[3, 4], [0e1, 1e-50]]}""", 44, "Expected positive to be a vector that is not all zeros.")]
    [TestCase("""{"query": [1, 2], "positive": []}""", 31, "Expected positive to hold one or more, but it is empty.")]
    [TestCase("""{"query": [1, 2], "positive": [[3, 4], [3, 4.0]]}""", 40, "Expected each document once, but this one is there before on the same line.")]
    [TestCase("""{"query": [1, 2], "positive": [3, 4], "negatives": [[5, 5], [3, 4]]}""", 61, "Expected each document once, but this one is there before on the same line.")]
    [TestCase("""{"query": [1, 2], "positive": [5, 6], "negatives": [3, 4]}""", 52, "Expected a document to be one thing for a query, but this negative one is positive for the same query on line 1.")]
    [TestCase("""{"query": [1, 2], "positive": [3, 4]""", 37, "Expected valid JSON, but: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [TestCase("""{"query": [1, 2], "positive": [3, 4]} {}""", 39, "Expected valid JSON, but: '{' is invalid after a single JSON value. Expected end of data.")]
    [TestCase("""{"query": [1, 2,], "positive": [3, 4]}""", 17, "Expected valid JSON, but: The JSON array contains a trailing comma at the end which is not supported in this mode. Change the reader options.")]
    [TestCase("""{"query": [1, 01], "positive": [3, 4]}""", 16, "Expected valid JSON, but: Invalid leading zero before '1'.")]
    [TestCase("""{"query": [1, 2], "\ud800": 1}""", 19, "Expected text, but it holds half of a surrogate pair.")]
    [TestCase("{\"query\": [1, 2], \"positive\": [3, 4]}\0", 38, "Expected text, but got a NUL character.")]
    [TestCase("{\"query\": [1, 2],\r\"positive\": [3, 4]}", 18, "Expected lines that end with LF or CR LF, but got a carriage return.")]
    public void ReadPairs_BadLine_NamesItsPlace(string line, int column, string reason) => ShouldRefuse(RecordKind.Pairs, Good + line, 2, column, reason);

    [TestCase("""{"query": "d1", "positive": "d9"}""", 29, "Expected an id of the 2 given vectors, but got 'd9'.")]
    [TestCase("""{"query": "D1", "positive": "d2"}""", 11, "Expected an id of the 2 given vectors, but got 'D1'.")]
    [TestCase("""{"query": [1, 2], "positive": "d2"}""", 11, "Expected query to be the id of a given vector, but got an array.")]
    [TestCase("""{"query": "d1", "positive": [1, 2]}""", 30, "Expected positive to be the id of a given vector, but got the number 1.")]
    [TestCase("""{"query": "d1", "positive": ["d2", "d2"]}""", 36, "Expected each document once, but this one is there before on the same line.")]
    [TestCase("""{"query": "d1", "positive": "d2", "ignored": ["d2"]}""", 47, "Expected each document once, but this one is there before on the same line.")]
    public void ReadPairs_BadId_NamesItsPlace(string line, int column, string reason) =>
        ShouldRefuse(RecordKind.Pairs, "\n" + line, 2, column, reason, new() { Queries = _named, Documents = _named });

    [TestCase(RecordKind.Triplets, """{"anchor": [1, 2], "positive": [[1, 2]], "negative": [3, 4]}""", 33, "Expected a number, but got an array.")]
    [TestCase(RecordKind.Triplets, """{"anchor": [1, 2], "positive": [1, 2], "negatives": [3, 4]}""", 40, "Expected one of anchor, negative, positive, but got 'negatives'. Did you mean 'negative'?")]
    [TestCase(RecordKind.Triplets, """{"anchor": [1, 2], "positive": [1, 2], "negative": [1, 2]}""", 52, "Expected each document once, but this one is there before on the same line.")]
    [TestCase(RecordKind.LabelledRows, """{"vector": [1, 2], "label": 1.5}""", 29, "Expected label to be a text or a whole number, but got the number 1.5.")]
    [TestCase(RecordKind.LabelledRows, """{"vector": [1, 2], "label": ""}""", 29, "Expected label to be a text, but it is empty.")]
    [TestCase(RecordKind.LabelledRows, """{"vector": [1, 2], "label": null}""", 29, "Expected label to be a text, but got null.")]
    [TestCase(RecordKind.LabelledRows, """{"id": 3, "vector": [1, 2], "label": 1}""", 8, "Expected id to be a text, but got the number 3.")]
    [TestCase(RecordKind.ScoredPairs, """{"first": [1, 2], "second": [1, 2], "score": "1"}""", 46, "Expected score to be a number, but got the text '1'.")]
    [TestCase(RecordKind.ScoredPairs, """{"first": [1, 2], "second": [1, 2], "score": 1e40}""", 46, "Expected numbers from -3.4028235E+38 to 3.4028235E+38, but got 1e40.")]
    [TestCase(RecordKind.ScoredPairs, """{"first": [1, 2], "second": [1], "score": 1}""", 31, "Expected a vector of 2 values, but got 1.")]
    [TestCase(RecordKind.TextPairs, """{"query": "", "positive": "x"}""", 11, "Expected query to be a text, but it is empty.")]
    [TestCase(RecordKind.TextPairs, """{"query": "x", "positive": [1]}""", 29, "Expected positive to be a text, but got the number 1.")]
    [TestCase(RecordKind.TextPairs, """{"query": "x", "positive": ["y", "\udc00"]}""", 34, "Expected text, but it holds half of a surrogate pair.")]
    [TestCase(RecordKind.TextPairs, """{"query": "x", "positive": "y", "negatives": ["y"]}""", 47, "Expected each document once, but this one is there before on the same line.")]
    public void Check_BadLineOfOtherKinds_NamesItsPlace(RecordKind kind, string line, int column, string reason) => ShouldRefuse(kind, line, 1, column, reason);

    [TestCase("""{"id": "a", "vector": [1], "label": 1}""", """{"id": "a", "vector": [2], "label": 1}""", 8, "Expected each id once, but 'a' is on line 1 too.")]
    [TestCase("""{"id": "a", "vector": [1], "label": 1}""", """{"vector": [2], "label": 1}""", 1, "Expected an id, as the lines before have, but there is none.")]
    [TestCase("""{"vector": [1], "label": 1}""", """{"vector": [2], "label": 1, "id": "a"}""", 35, "Expected no id, as the lines before have none, but got one.")]
    [TestCase("""{"vector": [1], "label": 1}""", """{"vector": [2], "label": "1"}""", 26, "Expected a label that is a number, as on the lines before, but got a text.")]
    [TestCase("""{"vector": [1], "label": "1"}""", """{"vector": [2], "label": 1}""", 26, "Expected a label that is a text, as on the lines before, but got a number.")]
    public void Check_RowUnlikeTheFirst_NamesItsPlace(string first, string second, int column, string reason) =>
        ShouldRefuse(RecordKind.LabelledRows, $"{first}\n{second}\n", 2, column, reason);

    /// <summary>What a refused line would have decided is still open.</summary>
    [Test]
    public void Read_RefusedLine_DecidesNothing()
    {
        const string Lines =
            """
            {"id": "a", "vector": [1, 2, 3], "label": "x", "more": 1}
            {"vector": [1, 2, 3, 4], "label": "y"}}
            {"id": "a", "vector": [1, 2], "label": 4}
            {"id": "a", "vector": [1, 2], "label": 4}
            """;

        ReadResult<LabelledDataset> read = JsonlFile.ReadLabelledRows(Stream(Lines), "f", new() { MaxBadLines = 3 });

        read.Lines.ShouldBe(new LineCounts(1, 3, 0, 4));
        read.Data.LabelNames.ShouldBe(["4"]);
        read.Data.Vectors.Columns.ShouldBe(2);
    }

    [Test]
    public void ReadPairs_ContradictingLine_LeavesNothingBehind()
    {
        ReadResult<Training.Trainer.PairDataset> read = JsonlFile.ReadPairs(
            Stream(Good + """{"query": [1, 2], "positive": [9, 9], "negatives": [3, 4]}"""), "f", new() { MaxBadLines = 1 });

        (read.Lines.Rejected, read.Data.QueryCount, read.Data.DocumentCount).ShouldBe((1, 1, 1));
    }

    [Test]
    public void ReadPairs_NestedTooDeep_IsRefused() =>
        ShouldRefuse(RecordKind.Pairs, "{\"query\": " + new string('[', 1000), 1, 12, "Expected a number, but got an array.");

    [Test]
    public void ReadPairs_InvalidUtf8_IsRefused()
    {
        byte[] bytes = [.. "{\"query\": [1, 2], \"posit"u8, 0xC3, .. "\": [3, 4]}"u8];

        TrainingDataException e = Should.Throw<TrainingDataException>(() => JsonlFile.ReadPairs(new MemoryStream(bytes), "f"));

        (e.Column, e.Reason).ShouldBe((25, "Expected UTF-8, but got the byte 0xC3, which is not part of a character."));
    }

    [Test]
    public void ReadPairs_NoRecord_IsRefused() =>
        Should.Throw<TrainingDataException>(() => JsonlFile.ReadPairs(Stream("\n\n"), "f")).Message.ShouldBe("f: Expected at least one record, but got none on 2 lines.");

    [Test]
    public void ReadPairs_MoreBadLinesThanAllowed_NamesTheOneTooMany()
    {
        TrainingDataException e = Should.Throw<TrainingDataException>(() => JsonlFile.ReadPairs(Stream(Good + "1\n\n2\n3\n"), "f", new() { MaxBadLines = 2 }));

        e.Message.ShouldBe("f(5,1): Expected a JSON object, but got the number 3. This is bad line 3; MaxBadLines is 2.");
    }

    [Test]
    public void ReadPairs_RejectsPath_HoldsPlaceReasonAndContent()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = [.. "\"é\"\n"u8, .. Encoding.UTF8.GetBytes(Good), .. "{\"a"u8, 0xFF, .. "\"}\r\n"u8];
        JsonlOptions options = new() { MaxBadLines = 9, RejectsPath = folder.File("rejects.jsonl") };

        LineCounts lines = JsonlFile.ReadPairs(new MemoryStream(bytes), "f", options).Lines;

        lines.ShouldBe(new LineCounts(1, 2, 0, 3));
        File.ReadAllLines(options.RejectsPath).ShouldBe(
        [
            """{"line":1,"column":1,"reason":"Expected a JSON object, but got the text \u0027\\u00E9\u0027.","content":"\u0022\u00E9\u0022"}""",
            """{"line":3,"column":4,"reason":"Expected UTF-8, but got the byte 0xFF, which is not part of a character.","content":"{\u0022a\uFFFD\u0022}"}""",
        ]);
    }

    [Test]
    public void ReadPairs_NoBadLine_EmptiesTheRejects()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("rejects.jsonl"), "old");

        JsonlFile.ReadPairs(Stream(Good), "f", new() { RejectsPath = folder.File("rejects.jsonl") });

        File.ReadAllText(folder.File("rejects.jsonl")).ShouldBeEmpty();
    }

    [Test]
    public void ReadPairs_RejectsPathOfTheFileItself_IsRefusedAndTheFileKept()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("pairs.jsonl");
        File.WriteAllText(path, Good);

        Should.Throw<ArgumentException>(() => JsonlFile.ReadPairs(path, new() { RejectsPath = path })).Message
            .ShouldStartWith($"Expected a RejectsPath other than the file that is read, but got '{path}'.");

        JsonlFile.ReadPairs(path).Lines.ShouldBe(new LineCounts(1, 0, 0, 1));
    }

    [Test]
    public void Check_OptionsThatDoNotFit_AreRefused()
    {
        VectorMatrix wide = VectorMatrix.FromRows([1, 2, 3]).WithNames(RowNames.FromNames("a"));
        Refused(RecordKind.Pairs, new() { MaxBadLines = -1 }, "");
        Refused(RecordKind.Pairs, new() { Dimension = 0 }, "Expected a Dimension of 1 or more, but got 0.");
        Refused(RecordKind.TextPairs, new() { Queries = _named }, "Expected no matrices, because the records hold texts, but got Queries.");
        Refused(RecordKind.LabelledRows, new() { Documents = _named }, "Expected no Documents, because labelled rows refer to Queries, but got some.");
        Refused(RecordKind.Pairs, new() { Documents = VectorMatrix.FromRows([1, 2]) }, "Expected Documents with names, because records refer to them by id, but they have none.");
        Refused(RecordKind.Pairs, new() { Queries = _named, Documents = wide }, "Expected Documents of dimension 2, but got 3.");
        Refused(RecordKind.Pairs, new() { Queries = _named, Dimension = 3 }, "Expected Queries of dimension 3, but got 2.");
    }

    [Test]
    public void ReadPairs_GivenDimension_HoldsForTheFirstLine() =>
        Should.Throw<TrainingDataException>(() => JsonlFile.ReadPairs(Stream(Good), "f", new() { Dimension = 3 })).Reason.ShouldBe("Expected a vector of 3 values, but got 2.");

    private static void Refused(RecordKind kind, JsonlOptions options, string message) =>
        Should.Throw<ArgumentException>(() => JsonlFile.Check(Stream(Good), "f", kind, options)).Message.ShouldStartWith(message);

    private static void ShouldRefuse(RecordKind kind, string text, int line, int column, string reason, JsonlOptions? options = null)
    {
        TrainingDataException e = Should.Throw<TrainingDataException>(() => Read(kind, text, options));
        (e.Message, e.Reason).ShouldBe(($"f.jsonl({line},{column}): {reason}", reason));
    }

    private static void Read(RecordKind kind, string text, JsonlOptions? options)
    {
        if (kind == RecordKind.Pairs)
        {
            JsonlFile.ReadPairs(Stream(text), "f.jsonl", options);
        }
        else
        {
            JsonlFile.Check(Stream(text), "f.jsonl", kind, options);
        }
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
