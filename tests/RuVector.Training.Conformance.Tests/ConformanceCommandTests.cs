using System.Text.Json.Nodes;

namespace RuVector.Training.Conformance.Tests;

public sealed class ConformanceCommandTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("conformance").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Run_FolderOfPassingCases_ExitsZeroWithTheCount()
    {
        Copy("retrieval/hand_small", "retrieval/perfect", "losses/local_contrastive_b2k1d16_m0p3");

        (int code, string[] output, string errors) = Run(_folder);

        output.ShouldBe(["3 passed, 0 failed, 0 skipped"]);
        (code, errors).ShouldBe((0, string.Empty));
    }

    [Test]
    public void Run_UnsupportedFunction_NamesItAndExitsZero()
    {
        Copy("retrieval/hand_small");
        JsonObject unknown = GoldenFiles.Json("losses/circle_n6d5_m0p25g4");
        unknown["function"] = "square";
        File.WriteAllText(Path.Combine(_folder, "unknown.json"), unknown.ToJsonString());

        (int code, string[] output, _) = Run(_folder);

        output.ShouldBe(["SKIP unknown.json (square): function 'square' is not implemented", "1 passed, 0 failed, 1 skipped"]);
        code.ShouldBe(0);
    }

    [Test]
    public void Run_WrongValue_ReportsTheWorstNumberAndExitsOne()
    {
        Copy("retrieval/perfect");
        string wrong = GoldenFiles.Json("retrieval/hand_small").WithExpected("at_k[1].mean.recall", 0, 0.75).WithExpected("at_k[1].mean.map", 0, 0.25).ToJsonString();
        File.WriteAllText(Path.Combine(_folder, "wrong.json"), wrong);

        (int code, string[] output, _) = Run(_folder);

        output.ShouldBe(
        [
            "FAIL wrong.json (ranking_metrics): at_k[1].mean.recall: expected 0.75, got 0.25, allowed 8.5E-07 (2 of 105 numbers are off)",
            "1 passed, 1 failed, 0 skipped",
        ]);
        code.ShouldBe(1);
    }

    [Test]
    public void Run_MalformedFile_SaysWhatIsWrongAndExitsOne()
    {
        Copy("retrieval/perfect");
        File.WriteAllText(Path.Combine(_folder, "broken.json"), "{\"format\": 3}");

        (int code, string[] output, _) = Run(_folder, "--family", "retrieval");

        output.ShouldBe(["FAIL broken.json: Expected format 1, but got 3.", "1 passed, 1 failed, 0 skipped"]);
        code.ShouldBe(1);
    }

    [Test]
    public void Run_Family_RunsOnlyItsCases()
    {
        Copy("retrieval/perfect", "losses/local_contrastive_b2k1d16_m0p3", "losses/circle_n6d5_m0p25g4");

        Run("--family", "retrieval", _folder).Output.ShouldBe(["1 passed, 0 failed, 0 skipped"]);
    }

    [Test]
    public void Run_FolderWithoutCases_ExitsOne()
    {
        File.WriteAllText(Path.Combine(_folder, "README.md"), "no case");

        Run(_folder).ShouldSatisfyAllConditions(
            result => result.Code.ShouldBe(1),
            result => result.Errors.ShouldBe($"Expected golden files (*.json) in '{_folder}', but there are none.{Environment.NewLine}"));
    }

    [Test]
    public void Run_FolderWithoutCasesOfTheFamily_ExitsOne()
    {
        Copy("retrieval/perfect");

        (int code, _, string errors) = Run(_folder, "--family", "losses");

        errors.ShouldBe($"Expected golden files (*.json) of the family losses in '{_folder}', but there are none.{Environment.NewLine}");
        code.ShouldBe(1);
    }

    [Test]
    public void Run_UnknownFolder_ExitsOne()
    {
        string unknown = Path.Combine(_folder, "nowhere");

        (int code, string[] output, string errors) = Run(unknown);

        errors.ShouldBe($"Expected a folder with golden files, but there is no folder '{unknown}'.{Environment.NewLine}");
        output.ShouldBeEmpty();
        code.ShouldBe(1);
    }

    [TestCase("", "Expected a folder with golden files, but got none.")]
    [TestCase("a b", "Expected one folder and perhaps --family, but got 'b'.")]
    [TestCase("a --families", "Expected one folder and perhaps --family, but got '--families'.")]
    [TestCase("a --family", "Expected one of losses, optimizers, schedulers, mining, retrieval after --family, but got nothing.")]
    [TestCase("a --family colours", "Expected one of losses, optimizers, schedulers, mining, retrieval after --family, but got 'colours'.")]
    public void Run_UnfitArguments_ExitsTwo(string arguments, string message)
    {
        (int code, string[] output, string errors) = Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        errors.ShouldBe($"{message}{Environment.NewLine}Try --help.{Environment.NewLine}");
        output.ShouldBeEmpty();
        code.ShouldBe(2);
    }

    [TestCase("--help")]
    [TestCase("-h")]
    public void Run_Help_ExplainsAndExitsZero(string argument)
    {
        (int code, string[] output, _) = Run("anything", argument);

        output[0].ShouldBe("Runs golden files against the public API of RuVector.Training.");
        code.ShouldBe(0);
    }

    private static (int Code, string[] Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = ConformanceCommand.Run(arguments, output, errors);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }

    private void Copy(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.Combine(_folder, Path.GetDirectoryName(name)!));
            File.Copy(Path.Combine(GoldenFiles.Folder, $"{name}.json"), Path.Combine(_folder, $"{name}.json"));
        }
    }
}
