using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

/// <summary>The records in docs/data.md are taken as they stand there.</summary>
[TestFixture]
public sealed class DataPageTests
{
    [Test]
    public void Page_Records_AreAcceptedAndShowEveryKind()
    {
        string page = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "docs", "data.md")).ReplaceLineEndings("\n");
        string[] records = page.Split("```json\n")[1].Split("\n```")[0].Split('\n');

        RecordKind[][] kinds = [.. records.Select(record => Enum.GetValues<RecordKind>().Where(kind => IsAccepted(record, kind)).ToArray())];

        kinds.ShouldAllBe(static found => found.Length == 1);
        kinds.SelectMany(static found => found).Distinct().Order().ShouldBe(Enum.GetValues<RecordKind>());
    }

    private static bool IsAccepted(string record, RecordKind kind) =>
        JsonlFile.Check(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(record)), "data.md", kind, new() { MaxBadLines = 1 }).Accepted == 1;
}
