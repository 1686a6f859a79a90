namespace RuVector.Training.Conformance.Tests;

/// <summary>What is not supported today; an addition or a loss has to be written down here.</summary>
public sealed class UnsupportedFunctionsTests
{
    /// <summary>Cases of implemented functions that the library cannot express, with the reason.</summary>
    internal static readonly Dictionary<string, string> UnsupportedCases = [];

    private static readonly string[] UnsupportedFunctions =
    [
        "batch_mining",
        "similarity_softmax",
    ];

    [Test]
    public void Run_AllGoldenFiles_SkipsExactlyTheUnsupportedFunctions()
    {
        string[] skipped = [.. GoldenFiles.Names()
            .Select(static name => GoldenFiles.Read(name).Function)
            .Where(static function => !CaseRunners.IsImplemented(function))
            .Distinct()
            .Order(StringComparer.Ordinal)];

        skipped.ShouldBe(UnsupportedFunctions);
    }

    [Test]
    public void Run_UnsupportedFunction_IsSkippedByName()
    {
        CaseOutcome outcome = GoldenFiles.Run(GoldenFiles.Json("mining/batch_mining_n7d5_m1_lonely"));

        outcome.ShouldBe(new CaseOutcome(CaseStatus.Skipped, "function 'batch_mining' is not implemented"));
    }

    [Test]
    public void Run_AllGoldenFiles_SkipsExactlyTheUnsupportedCasesOfImplementedFunctions()
    {
        Dictionary<string, string> skipped = GoldenFiles.Names()
            .Select(static name => (Name: name, Case: GoldenFiles.Read(name)))
            .Where(static file => CaseRunners.IsImplemented(file.Case.Function))
            .Select(static file => (file.Name, Outcome: CaseRunners.Run(file.Case)))
            .Where(static file => file.Outcome.Status == CaseStatus.Skipped)
            .ToDictionary(static file => file.Name, static file => file.Outcome.Reason);

        skipped.ShouldBe(UnsupportedCases, ignoreOrder: true);
    }
}
