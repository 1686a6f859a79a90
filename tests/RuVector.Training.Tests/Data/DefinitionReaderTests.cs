using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class DefinitionReaderTests
{
    private const string Header = "id\tgloss\tgold\talso\n";

    private static readonly RowNames _words = RowNames.Read(new MemoryStream("lake\nsea\npond\nsalt\n"u8.ToArray()), "vocab.txt");

    [Test]
    public void Read_Rows_GivesTheirParts()
    {
        DefinitionRow[] rows = Read(Header + "n1\ta shallow lake\tpond lake\tsea salt\nn2\tönly água\tsea\t");

        rows.Length.ShouldBe(2);
        (rows[0].Id, rows[0].Gloss, rows[0].Line, rows[0].GlossColumn).ShouldBe(("n1", "a shallow lake", 2, 4));
        rows[0].Gold.ShouldBe([2, 0]);
        rows[0].Also.ShouldBe([1, 3]);
        rows[1].Gloss.ShouldBe("önly água");
        rows[1].Also.ShouldBeEmpty();
    }

    [TestCase("", 1, 1, "Expected the header line id<TAB>gloss<TAB>gold<TAB>also, but the file is empty.")]
    [TestCase("id\tglass\tgold\talso\n", 1, 6, "Expected the header line id<TAB>gloss<TAB>gold<TAB>also.")]
    [TestCase("id\tgloss\tgold\n", 1, 14, "Expected the header line id<TAB>gloss<TAB>gold<TAB>also.")]
    [TestCase(Header + "n1\tx\tsea\n", 2, 9, "Expected 4 columns (id, gloss, gold, also), but got 3.")]
    [TestCase(Header + "\n", 2, 1, "Expected 4 columns (id, gloss, gold, also), but got 1.")]
    [TestCase(Header + "n1\tx\tsea\t\t\n", 2, 11, "Expected 4 columns (id, gloss, gold, also), but got 5.")]
    [TestCase(Header + "\tx\tsea\t\n", 2, 1, "Expected an id, but it is empty.")]
    [TestCase(Header + "n1\t\tsea\t\n", 2, 4, "Expected a gloss, but it is empty.")]
    [TestCase(Header + "n1\tx\t\t\n", 2, 6, "Expected at least one gold word, but it is empty.")]
    [TestCase(Header + "n1\té\tsea swamp\t\n", 2, 10, "Expected a word of the vocabulary, but got 'swamp'.")]
    [TestCase(Header + "n1\tx\tsea\tswamp\n", 2, 10, "Expected a word of the vocabulary, but got 'swamp'.")]
    [TestCase(Header + "n1\tx\tsea  lake\t\n", 2, 10, "Expected words split by one space.")]
    [TestCase(Header + "n1\tx\tsea salt\t\n", 2, 10, "Expected a candidate, one of the first 3 words, but 'salt' is word 4.")]
    [TestCase(Header + "n1\tx\tsea sea\t\n", 2, 10, "Expected each word once in gold and also, but 'sea' is there twice.")]
    [TestCase(Header + "n1\tx\tsea\tlake sea\n", 2, 15, "Expected each word once in gold and also, but 'sea' is there twice.")]
    [TestCase(Header + "n1\tx\tsea\t\nn1\ty\tsea\t\n", 3, 1, "Expected each id once, but 'n1' is on line 2 too.")]
    public void Read_BadLine_NamesItsPlace(string text, int line, int column, string reason)
    {
        TrainingDataException e = Should.Throw<TrainingDataException>(() => Read(text));

        (e.File, e.Line, e.Column, e.Reason).ShouldBe(("q.tsv", line, column, reason));
    }

    /// <summary>A bad line at any place of a good file is found there, after all the good ones before it were given.</summary>
    [Test]
    public void Read_PlantedBadLine_IsFoundExactly()
    {
        (string Line, int Column)[] bad =
        [
            ("nx\tgloss\tsea", 13), ("nx\tgloss\t\t", 10), ("nx\tg\tbog\t", 6), ("nx\tg\tsea\t\r", 10), ("n\0\tg\tsea\t", 2), ("\tg\tsea\t", 1), ("nx\tglößß🐢\tsea lake bog\t", 21),
        ];
        Gen<(int Rows, int At, int Kind)> cases =
            from rows in Gen.Choose(1, 40)
            from at in Gen.Choose(0, rows)
            from kind in Gen.Choose(0, bad.Length - 1)
            select (rows, at, kind);
        Prop.ForAll(cases.ToArbitrary(), planted =>
        {
            List<string> lines = [.. Enumerable.Range(0, planted.Rows).Select(static i => $"n{i}\tgloss {i}\tsea\tlake")];
            lines.Insert(planted.At, bad[planted.Kind].Line);
            List<DefinitionRow> got = [];
            TrainingDataException e = Should.Throw<TrainingDataException>(() => got.AddRange(Lazily(Header + string.Join('\n', lines), got)));
            (got.Count, e.Line, e.Column).ShouldBe((planted.At, planted.At + 2, bad[planted.Kind].Column));
        }).Check(Config.QuickThrowOnFailure.WithReplay(1UL, 3UL));
    }

    [Test]
    public void Constructor_CandidateCountOutOfRange_IsRefused([Values(0, 5)] int count) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new DefinitionReader(_words, count)).Message.ShouldStartWith($"Expected 1 to 4 candidates, but got {count}.");

    private static DefinitionRow[] Read(string text) => [.. new DefinitionReader(_words, 3).Read(Stream(text), "q.tsv")];

    private static IEnumerable<DefinitionRow> Lazily(string text, List<DefinitionRow> got)
    {
        foreach (DefinitionRow row in new DefinitionReader(_words, 3).Read(Stream(text), "q.tsv"))
        {
            got.Add(row);
        }

        return [];
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
