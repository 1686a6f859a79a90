using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

[TestFixture]
public sealed class BadInputTests
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

    [TestCase("train.tsv", "more\twca\twaa\n", "(82,13): Expected 4 columns (id, gloss, gold, also), but got 3.")]
    [TestCase("valid.tsv", "more\twca\tnowhere\t\n", "(22,10): Expected a word of the vocabulary, but got 'nowhere'.")]
    [TestCase("test.tsv", "test0\twca\twaa\t\n", "(22,1): Expected each id once, but 'test0' is on line 2 too.")]
    [TestCase("vocab.txt", "waa\n", "(61,1): Expected each name once, but 'waa' is on line 1 too.")]
    public async Task Run_BadLine_IsToldWithFileLineAndColumn(string file, string line, string reason)
    {
        File.AppendAllText(Path.Combine(_folder["data"], file), line);

        await ShouldBeRefusedAsync(Path.Combine(_folder["data"], file) + reason);
    }

    [Test]
    public async Task Run_NotANumberInTheVectors_IsToldWithRowAndColumn()
    {
        string path = Path.Combine(_folder["data"], "vectors.npy");
        byte[] bytes = File.ReadAllBytes(path);
        BitConverter.TryWriteBytes(bytes.AsSpan(^4), float.NaN).ShouldBeTrue();
        File.WriteAllBytes(path, bytes);

        await ShouldBeRefusedAsync($"{path}: Expected finite float32 values, but got NaN in row 59, column 7.");
    }

    [Test]
    public async Task Run_WrongCount_IsToldWithTheFile()
    {
        string path = Path.Combine(_folder["data"], "meta.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("80", "81", StringComparison.Ordinal));

        await ShouldBeRefusedAsync($"{path}: Expected \"train\" to be 80, as the files have, but got 81.");
    }

    [Test]
    public async Task Run_MissingFolder_IsToldWithItsPath()
    {
        Directory.Delete(_folder["data"], recursive: true);

        await ShouldBeRefusedAsync($"Could not find a part of the path '{Path.Combine(_folder["data"], "meta.json")}'.");
    }

    [Test]
    public async Task Run_MissingFile_IsToldWithItsPath()
    {
        File.Delete(Path.Combine(_folder["data"], "valid.tsv"));

        await ShouldBeRefusedAsync($"Could not find file '{Path.Combine(_folder["data"], "valid.tsv")}'.");
    }

    [Test]
    public async Task Run_BadQueryFile_IsToldBeforeTheTraining()
    {
        File.WriteAllText(_folder["own.tsv"], "text\tgold\nwca\twaa\n");

        await ShouldBeRefusedAsync($"{_folder["own.tsv"]}(1,1): Expected the header line id<TAB>gloss<TAB>gold<TAB>also.", "--export", _folder["export"], "--queries", _folder["own.tsv"]);
        File.Exists(Path.Combine(_folder["out"], "metrics.jsonl")).ShouldBeFalse();
    }

    [Test]
    public async Task Run_ExportToAFile_IsToldBeforeTheTraining()
    {
        File.WriteAllText(_folder["export"], "");

        SampleResult result = await RunAsync("--export", _folder["export"]);

        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.TrimEnd().ShouldContain(_folder["export"]);
        result.Error.TrimEnd().ShouldNotContain(Environment.NewLine);
        Directory.EnumerateFiles(_folder["out"]).ShouldBeEmpty();
    }

    private Task<SampleResult> RunAsync(params string[] more) => Sample.RunAsync(["--data", _folder["data"], "--steps", "5", "--out", _folder["out"], .. more]);

    /// <summary>The whole error stream is the message: no stack trace, nothing else.</summary>
    private async Task ShouldBeRefusedAsync(string message, params string[] more)
    {
        SampleResult result = await RunAsync(more);

        result.ExitCode.ShouldBe(Job.InputError);
        result.Error.TrimEnd().ShouldBe(message);
        File.Exists(Path.Combine(_folder["out"], "adapter.safetensors")).ShouldBeFalse();
    }
}
