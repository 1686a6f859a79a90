using System.Globalization;
using RuVector.Training.Mining;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>What filters cost: every miner with each filter beside the same miner without one, in turn.</summary>
internal static class FilterTable
{
    private const int Count = 10;
    private const int Rounds = 5;
    private const double Goal = 1.3;

    /// <summary>Filters that keep about half of the pool, or leave out the closest, or nearly nothing.</summary>
    private static readonly (string Name, Action<MiningOptions> Set)[] s_filters =
    [
        ("AbsoluteMargin 0.2", static options => options.AbsoluteMargin = 0.2f),
        ("RelativeMargin 0.05", static options => options.RelativeMargin = 0.05f),
        ("MaximumScore 0", static options => options.MaximumScore = 0),
        ("MinimumScore 0", static options => options.MinimumScore = 0),
        ("ranks 10 to 99", static options => (options.RankStart, options.RankEnd) = (10, 100)),
        ("all", static options =>
            (options.AbsoluteMargin, options.RelativeMargin, options.MaximumScore, options.MinimumScore, options.RankStart) = (0.02f, 0.05f, 0.2f, -0.1f, 10)),
    ];

    private static readonly (string Name, Func<Action<MiningOptions>, INegativeMiner> Create)[] s_miners =
    [
        ("Hardest", static set => new HardestMiner(With<HardestMinerOptions>(set))),
        ("SemiHard", static set => new SemiHardMiner(With<SemiHardMinerOptions>(set))),
        ("SemiHard, TopUp", static set => new SemiHardMiner(With<SemiHardMinerOptions>(set, static options => options.TopUp = true))),
        ("SemiHard, Random", static set => new SemiHardMiner(With<SemiHardMinerOptions>(set, static options => options.Order = SemiHardOrder.Random))),
        ("MultiSimilarity", static set => new MultiSimilarityMiner(With<MultiSimilarityMinerOptions>(set))),
        ("Random", static set => new RandomMiner(With<RandomMinerOptions>(set))),
        ("SimilarityWeighted", static set => new SimilarityWeightedMiner(With<SimilarityWeightedMinerOptions>(set))),
        ("DistanceWeighted", static set => new DistanceWeightedMiner(With<DistanceWeightedMinerOptions>(set, static options => options.UpperCutoff = 1.5f))),
    ];

    /// <summary>Adds the rows.</summary>
    /// <param name="only">What the name of a row must contain.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Print(string only, TextWriter output)
    {
        string machine = Machine.Description;
        MarkdownTable table = new("filter", "ms", "without it, ms", "ratio", "goal");
        MiningWork work = new(1000, 100_000, 128);
        foreach ((string miner, Func<Action<MiningOptions>, INegativeMiner> create) in s_miners)
        {
            INegativeMiner without = create(static _ => { });
            foreach ((string filter, Action<MiningOptions> set) in s_filters.Where(filter => $"{miner}: {filter.Name}".Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                Add($"{miner}: {filter}", work, create(set), without, table);
            }
        }

        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
    }

    private static void Add(string name, MiningWork work, INegativeMiner with, INegativeMiner without, MarkdownTable table)
    {
        Console.Error.WriteLine(name);
        ComputeThreads.MaxDegreeOfParallelism = 1;
        (List<double> ours, List<double> others) = ([], []);
        work.Mine(with, Count);
        for (int round = 0; round < Rounds; round++)
        {
            others.Add(OwnSeconds(() => work.Mine(without, Count)));
            ours.Add(OwnSeconds(() => work.Mine(with, Count)));
        }

        (double our, double other) = (Statistics.Quantile(ours, 0.5), Statistics.Quantile(others, 0.5));
        table.Add(name, Text(our * 1e3, "0"), Text(other * 1e3, "0"), Text(our / other, "0.00"), Text(Goal, "0.0"));
    }

    /// <summary>The time of this thread alone: the calls take too long for a busy machine to leave one undisturbed.</summary>
    private static double OwnSeconds(Action call)
    {
        double before = ThreadClock.Seconds;
        call();
        return ThreadClock.Seconds - before;
    }

    private static TOptions With<TOptions>(Action<MiningOptions> set, Action<TOptions>? own = null)
        where TOptions : MiningOptions, new()
    {
        TOptions options = new();
        own?.Invoke(options);
        set(options);
        return options;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
