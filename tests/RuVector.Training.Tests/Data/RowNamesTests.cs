using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class RowNamesTests
{
    [Test]
    public void Read_Names_FindsTheirRows()
    {
        RowNames names = Read("dog\ncat\n"u8);

        names.Count.ShouldBe(2);
        names[1].ShouldBe("cat");
        names.TryGetRow("cat", out int row).ShouldBeTrue();
        row.ShouldBe(1);
        names.TryGetRow("Cat", out _).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => names[2]).Message.ShouldStartWith("Expected a row from 0 to 1, but got 2.");
    }

    [Test]
    public void Read_RepeatedName_NamesBothLines() =>
        Should.Throw<TrainingDataException>(static () => Read("dog\ncat\ndog\n"u8)).Message.ShouldBe("words.txt(3,1): Expected each name once, but 'dog' is on line 1 too.");

    [Test]
    public void Read_EmptyLine_IsRefused() =>
        Should.Throw<TrainingDataException>(static () => Read("dog\n\n"u8)).Message.ShouldBe("words.txt(2,1): Expected a name, but the line is empty.");

    [Test]
    public void FromNames_Array_GivesTheirRows()
    {
        RowNames names = RowNames.FromNames("a", "b");

        (names.Count, names[1], names.TryGetRow("b", out int row), row).ShouldBe((2, "b", true, 1));
    }

    [TestCase("")]
    [TestCase("a")]
    public void FromNames_EmptyOrRepeated_IsRefused(string name) =>
        Should.Throw<ArgumentException>(() => RowNames.FromNames("a", name)).Message.ShouldStartWith($"Expected names that are not empty, each once, but row 1 is '{name}'.");

    private static RowNames Read(ReadOnlySpan<byte> text) => RowNames.Read(new MemoryStream(text.ToArray()), "words.txt");
}
