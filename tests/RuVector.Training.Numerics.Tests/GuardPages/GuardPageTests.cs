namespace RuVector.Training.Numerics.Tests;

/// <summary>Every kernel over spans, beside pages that fault, with each set of instructions that the runtime can be held to.</summary>
[TestFixture]
[Platform(Include = "Linux")]
public sealed class GuardPageTests
{
    private const int KilledByAbort = 128 + 6;
    private const string Default = "", NoAvx512 = "DOTNET_EnableAVX512", NoAvx2 = "DOTNET_EnableAVX2", NoIntrinsics = "DOTNET_EnableHWIntrinsic";
    private static readonly string[] s_modes = [Default, NoAvx512, NoAvx2, NoIntrinsics];
    private readonly Dictionary<string, GuardProcess> _runs = [];

    [OneTimeSetUp]
    public async Task RunEveryMode()
    {
        GuardProcess[] runs = await Task.WhenAll(s_modes.Select(static mode => GuardProcess.RunAsync(mode, "check")));
        foreach ((string mode, GuardProcess run) in s_modes.Zip(runs))
        {
            _runs.Add(mode, run);
        }
    }

    [TestCaseSource(nameof(s_modes))]
    public void Kernels_BesideGuardPages_StayInsideAndWithinTheirBounds(string switchedOff)
    {
        GuardProcess run = _runs[switchedOff];

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        foreach ((string family, int runs) in (ReadOnlySpan<(string, int)>)
            [("products", 100_000), ("rows", 40_000), ("functions", 40_000), ("nearest", 9_000), ("optimizers", 60_000), ("clipping", 30_000)])
        {
            run.RunsOf(family).ShouldBeGreaterThan(runs, family);
            run.WorstErrorOf(family).ShouldBeInRange(double.Epsilon, 1, family);
        }
    }

    [TestCase(Default, 512)]
    [TestCase(NoAvx512, 256)]
    [TestCase(NoAvx2, 128)]
    [TestCase(NoIntrinsics, 32)]
    public void Kernels_InstructionsSwitchedOff_AreHeldToNarrowerVectors(string switchedOff, int widest) => _runs[switchedOff].VectorBits.ShouldBeInRange(32, widest);

    [TestCase("products")]
    [TestCase("optimizers")]
    [TestCase("clipping")]
    public void Kernels_InstructionsThatRoundAlike_GiveTheSameBits(string family)
    {
        foreach (IGrouping<string, GuardProcess> alike in _runs.Values.GroupBy(static run => run.Rounding))
        {
            alike.Select(run => run.BitsOf(family)).Distinct().ShouldHaveSingleItem(alike.Key);
        }
    }

    [Test]
    public async Task Process_OneFloatOverTheEdge_IsKilled([Values("read", "write")] string access, [Values("ahead", "behind")] string side)
    {
        GuardProcess run = await GuardProcess.RunAsync(Default, access, side);

        run.ExitCode.ShouldBe(KilledByAbort, run.Output);
        run.Errors.ShouldContain("System.AccessViolationException");
    }
}
