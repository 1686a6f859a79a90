using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Data;

/// <summary>Good files of every kind become the data sets they describe.</summary>
[TestFixture]
public sealed class JsonlReadTests
{
    private static readonly VectorMatrix _queries = Named(["q1", "q2", "q3"], [1, 0], [0, 1], [1, 1]);
    private static readonly VectorMatrix _documents = Named(["d1", "d2", "d3", "d4"], [2, 0], [0, 2], [2, 2], [3, 1]);

    [Test]
    public void ReadPairs_InlineVectors_GivesQueriesAndDocuments()
    {
        ReadResult<PairDataset> read = Pairs(
            """
            {"query": [1, 0], "positive": [2, 0]}
            {"positive": [[0, 2], [2e0, 0]], "query": [0, -1.5], "negatives": [[5, 5]], "ignored": [7, 7]}
            """);

        PairDataset data = read.Data;
        Rows(data.Queries).ShouldBe([[1, 0], [0, -1.5f]]);
        Rows(data.Documents).ShouldBe([[2, 0], [0, 2], [7, 7], [5, 5]]);
        Lists(data.Positives).ShouldBe([[0], [0, 1]]);
        Lists(data.Negatives).ShouldBe([[], [3]]);
        Lists(data.Ignored).ShouldBe([[], [2]]);
        Lists(data.Known).ShouldBe([[0], [0, 1, 2]]);
        read.Lines.ShouldBe(new LineCounts(2, 0, 0, 2));
    }

    [Test]
    public void ReadPairs_Ids_UsesAllDocumentsAndTheQueriesThatOccur()
    {
        PairDataset data = Pairs(
            """
            {"query": "q3", "positive": "d2", "negatives": ["d4", "d1"]}
            {"query": "q1", "positive": ["d1", "d\u0033"], "ignored": "d4", "negatives": []}
            {"query": "q3", "positive": "d3", "negatives": "d1"}
            """,
            ById()).Data;

        Rows(data.Queries).ShouldBe([[1, 1], [1, 0]]);
        data.DocumentCount.ShouldBe(4);
        Lists(data.Positives).ShouldBe([[1, 2], [0, 2]]);
        Lists(data.Negatives).ShouldBe([[0, 3], []]);
        Lists(data.Ignored).ShouldBe([[], [3]]);
    }

    [Test]
    public void ReadPairs_AllQueriesInOrder_CopiesNoVector()
    {
        VectorMatrix queries = ((VectorMatrix)new float[,] { { 1, 0 }, { 0, 1 } }).WithNames(RowNames.FromNames("q1", "q2"));

        PairDataset data = Pairs("""{"query": "q1", "positive": "d1"}""" + "\n" + """{"query": "q2", "positive": "d1"}""", new() { Queries = queries, Documents = _documents }).Data;

        data.Queries.Values.Overlaps(queries.Values.Span).ShouldBeTrue();
        data.Documents.Values.Overlaps(_documents.Values.Span).ShouldBeTrue();
    }

    [Test]
    public void ReadPairs_InlineQueriesAndDocumentIds_AreMixed()
    {
        PairDataset data = Pairs("""{"query": [3, 3], "positive": "d4"}""", new() { Documents = _documents }).Data;

        Rows(data.Queries).ShouldBe([[3, 3]]);
        Lists(data.Positives).ShouldBe([[3]]);
    }

    [Test]
    public void ReadPairs_SameVectorOnSeveralLines_IsOneQueryOrDocument()
    {
        PairDataset data = Pairs(
            """
            {"query": [1, 0], "positive": [2, 0]}
            {"query": [0, 1], "positive": [2, 0]}
            {"query": [1, 0], "positive": [3, 0], "negatives": [[0, 4]]}
            """).Data;

        (data.QueryCount, data.DocumentCount).ShouldBe((2, 3));
        Lists(data.Positives).ShouldBe([[0, 1], [0]]);
        Lists(data.Negatives).ShouldBe([[2], []]);
    }

    /// <summary>So many that some have the same hash.</summary>
    [Test]
    public void ReadPairs_ManyDifferentVectors_AreNotMerged()
    {
        const int Count = 300_000;
        StringBuilder line = new("{\"query\": [1, 1], \"positive\": [");
        for (int i = 1; i <= Count; i++)
        {
            line.Append('[').Append(i).Append(',').Append(Second(i)).Append(i < Count ? "]," : "]]}");
        }

        PairDataset data = Pairs(line.ToString()).Data;

        data.DocumentCount.ShouldBe(Count);
        data.Documents.Values.SequenceEqual([.. Enumerable.Range(1, Count).SelectMany(static i => new float[] { i, Second(i) })]).ShouldBeTrue();

        static long Second(int i) => (long)i * i % 65521;
    }

    [Test]
    public void ReadTriplets_Lines_BecomePairsWithNegatives()
    {
        PairDataset data = JsonlFile.ReadTriplets(
            Stream("""
                {"anchor": [1, 0], "positive": [2, 0], "negative": [0, 2]}
                {"anchor": [1, 0], "positive": [2, 0], "negative": [0, 3]}
                {"negative": [2, 0], "positive": [0, 2], "anchor": [0, 1]}
                """),
            "t").Data;

        Rows(data.Documents).ShouldBe([[2, 0], [0, 2], [0, 3]]);
        Lists(data.Positives).ShouldBe([[0], [1]]);
        Lists(data.Negatives).ShouldBe([[1, 2], [0]]);
    }

    [Test]
    public void ReadLabelledRows_TextLabels_AreNumberedAsTheyCome()
    {
        LabelledDataset data = Labelled(
            """
            {"id": "a", "vector": [1, 0], "label": "cat"}
            {"id": "b", "vector": [0, 1], "label": "dog"}
            {"id": "c", "vector": [1, 0], "label": "cat"}
            """);

        data.Labels.ToArray().ShouldBe([0, 1, 0]);
        data.LabelNames.ShouldBe(["cat", "dog"]);
        data.Ids.ShouldBe(["a", "b", "c"]);
        Rows(data.Vectors.Span).ShouldBe([[1, 0], [0, 1], [1, 0]]);
    }

    [Test]
    public void ReadLabelledRows_NumbersAndVectorIds_GivesRowsOfTheMatrix()
    {
        LabelledDataset data = Labelled("""{"vector": "q2", "label": -7}""" + "\n" + """{"vector": "q2", "label": 3}""", new() { Queries = _queries });

        data.Labels.ToArray().ShouldBe([0, 1]);
        data.LabelNames.ShouldBe(["-7", "3"]);
        data.Ids.ShouldBeEmpty();
        Rows(data.Vectors.Span).ShouldBe([[0, 1], [0, 1]]);
    }

    [Test]
    public void ReadScoredPairs_InlineAndIds_GivesPairs()
    {
        ScoredPairDataset inline = Scored("""{"first": [1, 0], "second": [0, 1], "score": 0.8}""" + "\n" + """{"first": [1, 0], "second": [1, 0], "score": -1e-3}""");
        ScoredPairDataset ids = Scored("""{"first": "q2", "second": "d4", "score": 5}""", ById());

        inline.Pairs.ToArray().ShouldBe([new ScoredPair(0, 0, 0.8f), new ScoredPair(0, 1, -0.001f)]);
        (inline.First.Rows, inline.Second.Rows).ShouldBe((1, 2));
        ids.Pairs.ToArray().ShouldBe([new ScoredPair(1, 3, 5)]);
        ids.First.ShouldBeSameAs(_queries);
    }

    [Test]
    public void ReadTextPairs_RepeatedTexts_AreKeptOnceWithTheirFirstLines()
    {
        TextPairs texts = JsonlFile.ReadTextPairs(
            Stream("""
                {"query": "what is água?", "positive": "water", "negatives": ["fire", "earth"]}

                {"query": "wet?", "positive": ["water", "rain"], "ignored": ["fire"]}
                {"query": "what is \u00e1gua?", "positive": "H2O"}
                """),
            "texts.jsonl").Data;

        texts.Queries.ShouldBe(["what is água?", "wet?"]);
        texts.Documents.ShouldBe(["water", "fire", "earth", "rain", "H2O"]);
        Lists(texts.Positives).ShouldBe([[0, 4], [0, 3]]);
        Lists(texts.Negatives).ShouldBe([[1, 2], []]);
        Lists(texts.Ignored).ShouldBe([[], [1]]);
        texts.File.ShouldBe("texts.jsonl");
        texts.QueryLines.ShouldBe([1, 3]);
        texts.DocumentLines.ShouldBe([1, 1, 1, 3, 4]);
    }

    [Test]
    public void ReadPairs_MarkCrLfBlankLinesAndNoFinalLineFeed_AreAccepted()
    {
        ReadResult<PairDataset> read = Pairs("\uFEFF{\"query\": [1], \"positive\": [2]}\r\n\r\n \t\n{\"query\": [3], \"positive\": [2]}");

        read.Lines.ShouldBe(new LineCounts(2, 0, 2, 4));
        Rows(read.Data.Queries).ShouldBe([[1], [3]]);
    }

    [Test]
    public void Check_EveryKind_CountsItsLines()
    {
        JsonlFile.Check(Stream("""{"query": "a", "positive": "b"}"""), "f", RecordKind.TextPairs).ShouldBe(new LineCounts(1, 0, 0, 1));
        JsonlFile.Check(Stream("\n"), "f", RecordKind.Triplets).ShouldBe(new LineCounts(0, 0, 1, 1));
        JsonlFile.Check(Stream(""), "f", RecordKind.ScoredPairs).ShouldBe(new LineCounts(0, 0, 0, 0));
    }

    [Test]
    public void ReadPairs_OtherCulture_GivesTheSameNumbers()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Rows(Pairs("""{"query": [1.5, 123456789012345678901.25], "positive": [0.25, -1e3]}""").Data.Queries).ShouldBe([[1.5f, 123456789012345678901.25f]]);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void ReadPairs_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() => JsonlFile.ReadPairs(Stream("""{"query": [1], "positive": [2]}"""), "f", cancellationToken: source.Token));
    }

    [Test]
    public void LineCounts_ThatDoNotAddUp_AreRefused() => Should.Throw<ArgumentException>(() => new LineCounts(1, 2, 3, 7)).Message
        .ShouldStartWith("Expected accepted, rejected and blank lines to add up to 7, but got 1 + 2 + 3.");

    private static JsonlOptions ById() => new() { Queries = _queries, Documents = _documents };

    private static ReadResult<PairDataset> Pairs(string text, JsonlOptions? options = null) => JsonlFile.ReadPairs(Stream(text), "pairs.jsonl", options);

    private static LabelledDataset Labelled(string text, JsonlOptions? options = null) => JsonlFile.ReadLabelledRows(Stream(text), "rows.jsonl", options).Data;

    private static ScoredPairDataset Scored(string text, JsonlOptions? options = null) => JsonlFile.ReadScoredPairs(Stream(text), "scores.jsonl", options).Data;

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static VectorMatrix Named(string[] names, params float[][] rows) => VectorMatrix.FromRows(rows).WithNames(RowNames.FromNames(names));

    private static float[][] Rows(ReadOnlyMatrixSpan matrix)
    {
        float[][] rows = new float[matrix.Rows][];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = matrix[row].ToArray();
        }

        return rows;
    }

    private static int[][] Lists(IndexLists lists) => [.. Enumerable.Range(0, lists.Count).Select(row => lists[row].ToArray())];
}
