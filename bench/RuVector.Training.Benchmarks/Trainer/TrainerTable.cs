using System.Globalization;
using RuVector.Training.Adapters;
using RuVector.Training.Losses;
using RuVector.Training.Mining;
using RuVector.Training.Numerics;
using RuVector.Training.Optimizers;
using RuVector.Training.Trainer;

namespace RuVector.Training.Benchmarks;

/// <summary>The step of a trainer beside the sum of the parts that nobody can do without, in turn.</summary>
internal static class TrainerTable
{
    private const int Batch = 256;
    private const int Dimension = 384;
    private const int Queries = 4096;
    private const int Documents = 8192;
    private const int Steps = 64;
    private const int Rounds = 11;

    /// <summary>Prints the table.</summary>
    public static void Print(TextWriter output)
    {
        string machine = Machine.Description;
        MarkdownTable table = new("step of 256 pairs, 384 dimensions", "threads", "ms", "parts, ms", "ratio", "goal");
        PairDataset data = Pairs();
        Add("in-batch negatives", null, 0, pool: 0, data, table);
        Add("and 10 semi-hard of 4096 answers", new SemiHardMiner(new SemiHardMinerOptions { Margin = 2 }), 10, pool: 4096, data, table);
        Add("and 10 hardest of 4096 answers", new HardestMiner(), 10, pool: 4096, data, table);
        Add("and 10 hardest of 2048 that are drawn at every step", new HardestMiner(), 10, pool: 2048, data, table);
        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
    }

    private static void Add(string name, INegativeMiner? miner, int negatives, int pool, PairDataset data, MarkdownTable table)
    {
        TrainerParts parts = new(Batch, Dimension, pool, miner, negatives);
        Sampler.WarmUp(parts.Step);
        Sampler.WarmUp(() => Train(data, miner, negatives, pool));
        foreach (int threads in Machine.ThreadCounts)
        {
            ComputeThreads.MaxDegreeOfParallelism = threads;
            (List<Sample> ours, List<Sample> others) = ([], []);
            for (int round = 0; round < Rounds; round++)
            {
                others.Add(Sampler.Take(parts.Step, 0.1));
                ours.Add(Sampler.Take(() => Train(data, miner, negatives, pool), 0.1));
            }

            (double our, double other) = Statistics.Medians(ours, others, threads);
            our /= Steps;
            table.Add(name, threads.ToString(CultureInfo.InvariantCulture), Text(our * 1e3), Text(other * 1e3), Text(our / other), "1.10");
        }
    }

    private static void Train(PairDataset data, INegativeMiner? miner, int negatives, int pool)
    {
        TrainingRun run = new() { Loss = new InfoNceLoss(), Optimizer = new AdamWOptimizer(), Miner = miner };
        TrainerOptions options = new() { Steps = Steps, BatchSize = Batch, MiningPoolSize = pool, NegativesPerAnchor = negatives };
        new PairTrainer(run, options).Train(new LinearAdapter(Dimension), data);
    }

    private static PairDataset Pairs()
    {
        IndexLists positives = new(), ignored = new();
        for (int query = 0; query < Queries; query++)
        {
            positives.AddRow([2 * query]);
            ignored.AddRow([]);
        }

        return new PairDataset(TrainerParts.Matrix(Queries, Dimension, 1), TrainerParts.Matrix(Documents, Dimension, 2), positives, ignored);
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
