using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class ReverseDictionaryErrorTests
{
    private const string Meta = """{ "dim": 2, "rows": 3, "candidates": 2, "train": 1, "valid": 1, "test": 1, "extra": [] }""";
    private const string Query = "id\tgloss\tgold\talso\nn1\ta salt lake\tlake\tsalt\n";

    [Test]
    public void Load_SmallFolder_LeavesOutAnswersThatAreNoDocuments()
    {
        using TemporaryFolder folder = SmallFolder();

        ReverseDictionary dictionary = ReverseDictionary.Load(folder.Path);

        dictionary.DocumentCount.ShouldBe(2);
        dictionary.Test.Texts.ShouldBe(["a salt lake"]);
        dictionary.Test.Gold[0].ToArray().ShouldBe([0]);
        dictionary.Test.Ignored[0].ToArray().ShouldBeEmpty("'salt' is in the vocabulary but no document");
    }

    [TestCase("meta.json", "{ \"dim\": 2,\n \"rows\": x }", "(2,10): 'x' is an invalid start of a value. Path: $.rows | LineNumber: 1 | BytePositionInLine: 9.")]
    [TestCase("meta.json", "null", "(1,1): Expected an object, but got null.")]
    [TestCase("meta.json", """{ "dim": 2, "rows": 4, "candidates": 2, "train": 1, "valid": 1, "test": 1 }""", ": Expected \"rows\" to be 3, as the files have, but got 4.")]
    [TestCase("meta.json", """{ "dim": 3, "rows": 3, "candidates": 2, "train": 1, "valid": 1, "test": 1 }""", ": Expected \"dim\" to be 2, as the files have, but got 3.")]
    [TestCase("meta.json", """{ "dim": 2, "rows": 3, "candidates": 4, "train": 1, "valid": 1, "test": 1 }""", ": Expected \"candidates\" to be from 1 to 3, the number of words, but got 4.")]
    [TestCase("meta.json", """{ "dim": 2, "rows": 3, "candidates": 2, "train": 1, "valid": 1, "test": 2 }""", ": Expected \"test\" to be 1, as the files have, but got 2.")]
    [TestCase("valid.tsv", "id\tgloss\tgold\talso\nn1\tñ 42\tlake\t\n", "(2,4): Expected a gloss with a word of the vocabulary and a direction, but this one has none.")]
    [TestCase("valid.tsv", "id\tgloss\tgold\talso\nn1\tlake\tsalt\t\n", "(2,9): Expected a candidate, one of the first 2 words, but 'salt' is word 3.")]
    public void Load_BadFile_NamesItAndItsPlace(string file, string content, string message)
    {
        using TemporaryFolder folder = SmallFolder();
        File.WriteAllText(folder.File(file), content);

        Should.Throw<TrainingDataException>(() => ReverseDictionary.Load(folder.Path)).Message.ShouldBe(folder.File(file) + message);
    }

    [Test]
    public void Load_MissingCount_NamesIt()
    {
        using TemporaryFolder folder = SmallFolder();
        File.WriteAllText(folder.File("meta.json"), "{ \"dim\": 2 }");

        Should.Throw<TrainingDataException>(() => ReverseDictionary.Load(folder.Path)).Message.ShouldContain("missing required properties");
    }

    [Test]
    public void Load_FewerVectorsThanWords_IsRefused()
    {
        using TemporaryFolder folder = SmallFolder();
        NpyFile.Write(folder.File("vectors.npy"), new float[,] { { 1, 0 } });

        Should.Throw<TrainingDataException>(() => ReverseDictionary.Load(folder.Path)).Message
            .ShouldBe($"{folder.File("vectors.npy")}: Expected a vector for each of the 3 words of '{folder.File("vocab.txt")}', but got 1.");
    }

    [Test]
    public void Load_DocumentWithoutDirection_IsRefused()
    {
        using TemporaryFolder folder = SmallFolder();
        NpyFile.Write(folder.File("vectors.npy"), new float[,] { { 1, 0 }, { 1, 0 }, { 0, 1 } });

        Should.Throw<TrainingDataException>(() => ReverseDictionary.Load(folder.Path)).Message
            .ShouldBe($"{folder.File("vectors.npy")}: Expected a vector other than the mean of the candidates, but row 0 ('lake') is the mean and has no direction.");
    }

    private static TemporaryFolder SmallFolder()
    {
        TemporaryFolder folder = new();
        File.WriteAllText(folder.File("meta.json"), Meta);
        File.WriteAllText(folder.File("vocab.txt"), "lake\nsea\nsalt\n");
        NpyFile.Write(folder.File("vectors.npy"), new float[,] { { 1, 0 }, { 0, 1 }, { 1, 1 } });
        foreach (string split in (string[])["train", "valid", "test"])
        {
            File.WriteAllText(folder.File($"{split}.tsv"), Query);
        }

        return folder;
    }
}
