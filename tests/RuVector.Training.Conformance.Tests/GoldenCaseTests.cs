namespace RuVector.Training.Conformance.Tests;

public sealed class GoldenCaseTests
{
    [TestCaseSource(typeof(GoldenFiles), nameof(GoldenFiles.Names))]
    public void Run_SupportedCase_MatchesTheReference(string name)
    {
        CaseOutcome outcome = CaseRunners.Run(GoldenFiles.Read(name));

        outcome.ShouldBe(new CaseOutcome(CaseStatus.Passed, string.Empty), outcome.Reason);
    }
}
