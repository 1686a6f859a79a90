namespace RuVector.Training.Conformance;

/// <summary>All functions that the runner knows, and how one case is judged.</summary>
public static class CaseRunners
{
    private static readonly ICaseRunner[] All =
    [
        new InfoNceCases(),
        new LocalContrastiveCases(),
        new GraphLaplacianCases(),
        new SgdCases(),
        new AdamCases(),
        new AdamWCases(),
        new NAdamCases(),
        new RAdamCases(),
        new AdamaxCases(),
        new AdagradCases(),
        new RmsPropCases(),
        new LionCases(),
        new LambCases(),
        new AdafactorCases(),
        new GradientClippingCases(),
        new ConstantLrCases(),
        new LinearLrCases(),
        new CosineAnnealingLrCases(),
        new CosineWarmRestartsCases(),
        new DecayLrCases(),
        new OneCycleLrCases(),
        new ReduceOnPlateauCases(),
        new RuvectorWarmupCosineCases(),
        new HuggingFaceWarmupCases(),
        new TemperatureAnnealingCases(),
        new HardestTopKCases(),
        new SemiHardCases(),
        new DistanceWeightedCases(),
        new SimilaritySoftmaxCases(),
        new BatchMiningCases(),
        new MarginFilterCases(),
        new RankingMetricsCases(),
        new TripletMarginCases(),
        new PairwiseContrastiveCases(),
        new ContrastiveMarginCases(),
        new MarginWuCases(),
        new ArcFaceCases(),
        new ProxyAnchorCases(),
        new VarianceSpreadCases(),
        new TwoViewCases(),
        new ScoredPairCases(),
        new NtXentCases(),
        new SupConCases(),
        new MultiSimilarityCases(),
        new CircleCases(),
        new SigLipCases(),
    ];

    private static readonly Dictionary<string, ICaseRunner> ByFunction =
        All.SelectMany(static runner => runner.Functions.Select(function => KeyValuePair.Create(function, runner))).ToDictionary();

    /// <summary>Tells whether there is a runner for a function.</summary>
    public static bool IsImplemented(string function) => ByFunction.ContainsKey(function);

    /// <summary>Runs a case; nothing that a case or the library does ends the program.</summary>
    public static CaseOutcome Run(GoldenCase golden)
    {
        if (!ByFunction.TryGetValue(golden.Function, out ICaseRunner? runner))
        {
            return new(CaseStatus.Skipped, $"function '{golden.Function}' is not implemented");
        }

        Comparison comparison = new(golden);
        try
        {
            runner.Run(golden, comparison);
            return Judge(golden, comparison);
        }
        catch (UnsupportedCaseException exception)
        {
            return new(CaseStatus.Skipped, exception.Message);
        }
        catch (GoldenFormatException exception)
        {
            return new(CaseStatus.Failed, exception.Message);
        }
        catch (Exception exception)
        {
            return new(CaseStatus.Failed, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static CaseOutcome Judge(GoldenCase golden, Comparison comparison)
    {
        if (comparison.Worst is not null)
        {
            return new(CaseStatus.Failed, $"{comparison.Worst} ({comparison.Mismatches} of {comparison.Numbers} numbers are off)", comparison.Worst);
        }

        string[] forgotten = [.. comparison.NotCompared];
        return forgotten.Length > 0 ? new(CaseStatus.Failed, $"not compared: {string.Join(", ", forgotten)}")
            : golden.Expected.Paths.Count == 0 ? new(CaseStatus.Failed, "nothing was compared")
            : new(CaseStatus.Passed, string.Empty);
    }
}
