using System.Text.Json.Nodes;

namespace RuVector.Training.Conformance.Tests;

/// <summary>Nothing of the golden files is left out.</summary>
public sealed class CoverageTests
{
    [Test]
    public void Run_AllGoldenFiles_NoneIsSkipped()
    {
        string[] skipped = [.. GoldenFiles.Names().Where(static name => CaseRunners.Run(GoldenFiles.Read(name)).Status == CaseStatus.Skipped)];

        skipped.ShouldBeEmpty();
    }

    [Test]
    public void Run_UnknownFunction_IsSkippedByName()
    {
        JsonObject unknown = GoldenFiles.Json("schedulers/exponential_lr_g0p95");
        unknown["function"] = "square";

        GoldenFiles.Run(unknown).ShouldBe(new CaseOutcome(CaseStatus.Skipped, "function 'square' is not implemented"));
    }
}
