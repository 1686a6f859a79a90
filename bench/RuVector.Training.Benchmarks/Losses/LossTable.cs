using System.Globalization;
using RuVector.Training.Losses;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>Every pairwise loss beside InfoNCE over as many scores, in turn.</summary>
internal static class LossTable
{
    private const int Rows = 1024;
    private const int Dimension = 768;
    private const int Rounds = 11;
    private const double Goal = 1.3;
    private const double GoalOfAllTriplets = 3;
    private const string Symmetric = "InfoNCE, symmetric";
    private const double GoalOfSymmetric = 2 * Goal;

    /// <summary>Prints the table.</summary>
    public static void Print(TextWriter output)
    {
        string machine = Machine.Description;
        MarkdownTable table = new("loss", "threads", "ms", "InfoNCE, ms", "ratio", "goal", "bytes a call");
        LossWork inBatch = LossWork.OfPairs("InfoNCE", new InfoNceLoss(), Rows, Dimension);
        foreach (LossWork work in OfOneSize)
        {
            Add(work, inBatch, table);
        }

        Add(LossWork.OfOwnNegatives("LocalContrastive, 16 own negatives, 256x384", new LocalContrastiveLoss(), 256, 16, 384), LossWork.OfOwnNegatives("InfoNCE", new InfoNceLoss(), 256, 16, 384), table);
        output.WriteLine(machine);
        output.WriteLine();
        table.Print(output);
    }

    private static IEnumerable<LossWork> OfOneSize =>
    [
        Pairs(Symmetric, new InfoNceLoss(new InfoNceOptions { Symmetric = true })),
        Pairs("InfoNCE, hardness weight", new InfoNceLoss(new InfoNceOptions { HardnessWeight = 1 })),
        Labels("InfoNCE, labels", new InfoNceLoss()),
        Pairs("SigLip", new SigLipLoss()),
        LossWork.OfPairs("NtXent, views", new NtXentLoss(), Rows / 2, Dimension),
        Labels("NtXent, labels", new NtXentLoss()),
        Labels("SupCon", new SupConLoss()),
        Labels("MultiSimilarity", new MultiSimilarityLoss()),
        Labels("Circle", new CircleLoss()),
        .. Enum.GetValues<TripletSelection>().Select(static selection => Labels($"Triplet, {selection}", new TripletLoss(new TripletOptions { Selection = selection }))),
        Labels("Triplet, All, soft margin", new TripletLoss(new TripletOptions { SoftMargin = true })),
        .. Enum.GetValues<ContrastiveForm>().Select(static form => Labels($"Contrastive, {form}", new ContrastiveLoss(new ContrastiveOptions { Form = form }))),
        Labels("Margin", new MarginLoss()),
        LossWork.OfClasses("ArcFace", new ArcFaceLoss(), Rows, Dimension),
        LossWork.OfClasses("CosFace", new CosFaceLoss(), Rows, Dimension),
        LossWork.OfClasses("ProxyNca", new ProxyNcaLoss(), Rows, Dimension),
        LossWork.OfClasses("ProxyAnchor", new ProxyAnchorLoss(), Rows, Dimension),
    ];

    private static LossWork Pairs(string name, ILoss loss) => LossWork.OfPairs(name, loss, Rows, Dimension);

    private static LossWork Labels(string name, ILoss loss) => LossWork.OfLabels(name, loss, Rows, Dimension);

    private static void Add(LossWork work, LossWork infoNce, MarkdownTable table)
    {
        Sampler.WarmUp(work.Run);
        Sampler.WarmUp(infoNce.Run);
        foreach (int threads in Machine.ThreadCounts)
        {
            ComputeThreads.MaxDegreeOfParallelism = threads;
            (List<Sample> ours, List<Sample> others) = ([], []);
            for (int round = 0; round < Rounds; round++)
            {
                others.Add(Sampler.Take(infoNce.Run, 3e-3));
                ours.Add(Sampler.Take(work.Run, 3e-3));
            }

            (double our, double other) = Statistics.Medians(ours, others, threads);
            double goal = work.Name == Symmetric ? GoalOfSymmetric : work.Name.StartsWith("Triplet, All", StringComparison.Ordinal) ? GoalOfAllTriplets : Goal;
            table.Add(
                work.Name,
                threads.ToString(CultureInfo.InvariantCulture),
                Text(our * 1e3),
                Text(other * 1e3),
                Text(our / other),
                goal.ToString("0.0", CultureInfo.InvariantCulture),
                Allocation.BytesPerCall(work.Run, 3).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
