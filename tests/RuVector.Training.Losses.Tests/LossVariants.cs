using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>More settings and more kinds of batches of the losses of <see cref="LossTable"/>: what a loss computes differently from there.</summary>
public static class LossVariants
{
    public static LossCase[] All => [.. Contrasts, .. Distances, .. Others];

    private static LossCase[] Contrasts =>
    [
        new("InfoNce own negatives", static () => new InfoNceLoss(new() { Temperature = 0.5f }), static n => PairRelations.Paired(new PairedLayout(n) { OwnNegativesPerAnchor = 3 }),
            static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)),
        new("InfoNce shared negatives", static () => new InfoNceLoss(new() { Temperature = 0.5f, Reduction = Reduction.Sum }), static n => PairRelations.Paired(new PairedLayout(n) { SharedNegatives = 3 }),
            static (a, c, r) => Oracle.InfoNce(a, c, new(r) { Reduction = Reduction.Sum }, 0.5)),
        new("InfoNce shared own negatives", static () => new InfoNceLoss(new() { Temperature = 0.5f }),
            static n => PairRelations.Paired(new PairedLayout(n) { InBatchNegatives = true, OwnNegativesPerAnchor = 2, ShareOwnNegatives = true }), static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)),
        new("InfoNce several positives", static () => new InfoNceLoss(new() { Temperature = 0.5f }), SeveralPositives, static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)),
        new("InfoNce labels and memory", static () => new InfoNceLoss(new() { Temperature = 0.5f }), Memory, static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)),
        new("InfoNce triplets", static () => new InfoNceLoss(new() { Temperature = 0.5f }), Triplets, static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)),
        new("InfoNce hard, several positives", static () => new InfoNceLoss(new() { Temperature = 0.5f, HardnessWeight = 2f }), SeveralPositives, static (a, c, r) => Oracle.HardInfoNce(a, c, a, c, new(r), 0.5, 2))
        {
            OracleWithConstantsOf = static (a, c, r) => (x, y) => Oracle.HardInfoNce(x, y, a, c, new(r), 0.5, 2),
        },
        new("InfoNce learned", static () => new InfoNceLoss(new() { Temperature = 0.5f, LearnTemperature = true }), SeveralPositives, static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5))
        {
            OracleOfParameters = static (p, a, c, r) => Oracle.InfoNce(a, c, new(r), Math.Exp(-p[0])),
        },
        new("InfoNce learned dot, hard", static () => new InfoNceLoss(new() { Temperature = 8f, LearnTemperature = true, HardnessWeight = 0.125f, Measure = ScoreMeasure.Dot }), InBatch,
            static (a, c, r) => Oracle.HardInfoNce(a, c, a, c, Dot(r), 8, 0.125))
        {
            OracleWithConstantsOf = static (a, c, r) => (x, y) => Oracle.HardInfoNce(x, y, a, c, Dot(r), 8, 0.125),
            OracleOfParameters = static (p, a, c, r) => Oracle.HardInfoNce(a, c, a, c, Dot(r), Math.Exp(-p[0]), 0.125),
        },
        new("InfoNce symmetric learned, own negatives", static () => new InfoNceLoss(new() { Temperature = 0.5f, LearnTemperature = true, Symmetric = true }), InBatchAndOwn,
            static (a, c, r) => Oracle.SymmetricInfoNce(a, c, new(r), 0.5))
        {
            OracleOfParameters = static (p, a, c, r) => Oracle.SymmetricInfoNce(a, c, new(r), Math.Exp(-p[0])),
        },
        new("InfoNce symmetric dot", static () => new InfoNceLoss(new() { Temperature = 8f, Symmetric = true, Measure = ScoreMeasure.Dot }), InBatch, static (a, c, r) => Oracle.SymmetricInfoNce(a, c, Dot(r), 8)),
        new("InfoNce symmetric hard", static () => new InfoNceLoss(new() { Temperature = 0.5f, Symmetric = true, HardnessWeight = 3f }), InBatch, static (a, c, r) => SymmetricHard(a, c, a, c, r))
        {
            OracleWithConstantsOf = static (a, c, r) => (x, y) => SymmetricHard(x, y, a, c, r),
        },
        new("NtXent sum", static () => new NtXentLoss(new() { Reduction = Reduction.Sum }), SeveralPositives, static (a, c, r) => Oracle.NtXent(a, c, new(r) { Reduction = Reduction.Sum }, 0.5)),
        new("SupCon several positives", static () => new SupConLoss(new() { Temperature = 0.5f }), SeveralPositives, static (a, c, r) => Oracle.SupCon(a, c, new(r), 0.5)),
        new("MultiSimilarity sum", static () => new MultiSimilarityLoss(new() { Beta = 10f, Reduction = Reduction.Sum }), Memory,
            static (a, c, r) => Oracle.MultiSimilarity(a, c, new(r) { Reduction = Reduction.Sum }, 2, 10, 0.5)),
        new("SigLip learned", static () => new SigLipLoss(new() { Scale = 5f, Bias = -2f }), SeveralPositives, static (a, c, r) => Oracle.SigLip(a, c, new(r), Math.Exp(MathF.Log(5)), -2))
        {
            OracleOfParameters = static (p, a, c, r) => Oracle.SigLip(a, c, new(r), Math.Exp(p[0]), p[1]), GradientError = 1e-5,
        },
    ];

    private static LossCase[] Distances =>
    [
        new("LocalContrastive several positives", static () => new LocalContrastiveLoss(new() { Margin = 2 }), SeveralPositives, static (a, c, r) => Oracle.LocalContrastive(a, c, new(r), 2)),
        new("LocalContrastive labels", static () => new LocalContrastiveLoss(new() { Reduction = Reduction.Sum }), Labels,
            static (a, c, r) => Oracle.LocalContrastive(a, c, new(r) { Reduction = Reduction.Sum }, 1)) { OneMatrix = true },
        new("Triplet cosine sum", static () => new TripletLoss(new() { Measure = ScoreMeasure.Cosine, Margin = 0.5f, Reduction = Reduction.Sum }), SeveralPositives,
            static (a, c, r) => Oracle.AllTriplets(a, c, new(r) { Reduction = Reduction.Sum }, 0.5)) { GradientError = 2e-5 },
        new("Triplet hardest, several positives", static () => new TripletLoss(new() { Selection = TripletSelection.Hardest }), SeveralPositives, static (a, c, r) => Oracle.HardestTriplets(a, c, Euclidean(r), 1)),
        new("Triplet hardest soft", static () => new TripletLoss(new() { Selection = TripletSelection.Hardest, SoftMargin = true }), Labels,
            static (a, c, r) => Oracle.HardestTriplets(a, c, Euclidean(r), null)) { OneMatrix = true },
        new("Triplet semi-hard unit", static () => new TripletLoss(new() { Selection = TripletSelection.SemiHard, Measure = ScoreMeasure.UnitEuclidean, Margin = 0.5f }), SeveralPositives,
            static (a, c, r) => Oracle.SemiHardTriplets(a, c, Unit(r), 0.5)),
        new("Triplet semi-hard soft cosine", static () => new TripletLoss(new() { Selection = TripletSelection.SemiHard, Measure = ScoreMeasure.Cosine, SoftMargin = true }), Memory,
            static (a, c, r) => Oracle.SemiHardTriplets(a, c, new(r), null)) { LeastDimension = 2 },
        new("Triplet soft unit", static () => new TripletLoss(new() { SoftMargin = true, Measure = ScoreMeasure.UnitEuclidean }), SeveralPositives, static (a, c, r) => Oracle.SoftTriplets(a, c, Unit(r))),
        new("Contrastive squared active", static () => new ContrastiveLoss(new() { Measure = ScoreMeasure.Cosine, Margin = 0.75f, PositiveMargin = 0.25f, MeanOverActive = true }), SeveralPositives,
            static (a, c, r) => Oracle.SquaredContrastive(a, c, new(r), 0.75, positiveMargin: 0.25, activeOnly: true)),
        new("Contrastive hinge edges", static () => new ContrastiveLoss(new() { Form = ContrastiveForm.Hinge, Margin = 8 }), Path,
            static (a, c, r) => Oracle.HingeContrastive(a, c, Euclidean(r), 0, 8, activeOnly: false)) { OneMatrix = true },
        new("Contrastive hinge sum", static () => new ContrastiveLoss(new() { Form = ContrastiveForm.Hinge, Margin = 8, Reduction = Reduction.Sum }), InBatchAndOwn,
            static (a, c, r) => Oracle.HingeContrastive(a, c, Euclidean(r) with { Reduction = Reduction.Sum }, 0, 8, activeOnly: false)),
        new("Contrastive online hard cosine sum", static () => new ContrastiveLoss(new() { Form = ContrastiveForm.OnlineHard, Measure = ScoreMeasure.Cosine, Reduction = Reduction.Sum }), SeveralPositives,
            static (a, c, r) => Oracle.SquaredContrastive(a, c, new(r) { Reduction = Reduction.Sum }, 1, hardOnly: true)) { LeastDimension = 2, GradientError = 1e-5 },
        new("Margin learned", static () => new MarginLoss(), SeveralPositives, static (a, c, r) => Oracle.Margin(a, c, Unit(r), 0.2f, 1.2f))
        {
            OracleOfParameters = static (p, a, c, r) => Oracle.Margin(a, c, Unit(r), 0.2f, p[0]),
        },
        new("Margin over triplets", static () => new MarginLoss(new() { Measure = ScoreMeasure.Cosine, Margin = 0.25f, Beta = 0.5f, MeanOverActive = false }), InBatchAndOwn,
            static (a, c, r) => Oracle.Margin(a, c, new(r), 0.25, 0.5, activeOnly: false))
        {
            OracleOfParameters = static (p, a, c, r) => Oracle.Margin(a, c, new(r), 0.25, p[0], activeOnly: false),
        },
    ];

    private static LossCase[] Others =>
    [
        new("ArcFace beyond pi", static () => new ArcFaceLoss(new() { Scale = 4, MarginDegrees = 80 }), SeveralOfAClass, static (a, c, r) => Oracle.ArcFace(a, c, new(r), 80, 4)) { GradientError = 1e-5 },
        new("CosFace sum", static () => new CosFaceLoss(new() { Scale = 4, Reduction = Reduction.Sum }), SeveralOfAClass, static (a, c, r) => Oracle.CosFace(a, c, new(r) { Reduction = Reduction.Sum }, 0.35f, 4)),
        new("ProxyNca sum", static () => new ProxyNcaLoss(new() { Reduction = Reduction.Sum }), SeveralOfAClass, static (a, c, r) => Oracle.ProxyNca(a, c, new(r) { Reduction = Reduction.Sum }, 1)),
        new("ProxyAnchor sum", static () => new ProxyAnchorLoss(new() { Scale = 8, Margin = 0.25f, Reduction = Reduction.Sum }), Memory,
            static (a, c, r) => Oracle.ProxyAnchor(a, c, new(r) { Reduction = Reduction.Sum }, 8, 0.25)) { GradientError = 1e-5 },
        new("SpectralRegularization weighted", static () => new SpectralRegularizationLoss(new() { Weight = 0.5f, Laplacian = LaplacianKind.SymmetricNormalized, Divisor = LaplacianDivisor.EdgeWeights }), Path,
            static (a, _, r) => 0.5 * Oracle.GraphLaplacian(a, PathEdges(r.AnchorCount), normalized: true) / Math.Max(1, PathEdges(r.AnchorCount).Sum(static edge => edge.Weight))) { OneMatrix = true },
        new("VicReg weights", static () => new VicRegLoss(new() { InvarianceWeight = 1, VarianceWeight = 2, CovarianceWeight = 3, Epsilon = 0.5f }), InBatch, static (a, c, _) => Oracle.VicReg(a, c, 1, 2, 3, 0.5)),
        new("BarlowTwins weights", static () => new BarlowTwinsLoss(new() { RedundancyWeight = 0.25f, Epsilon = 0.5f }), InBatch, static (a, c, _) => Oracle.BarlowTwins(a, c, 0.25, 0.5)),
        new("AlignmentUniformity weights", static () => new AlignmentUniformityLoss(new() { Alpha = 1, UniformityScale = 0.5f, UniformityWeight = 3 }), InBatchAndOwn,
            static (a, c, _) => Oracle.AlignmentUniformity(a, c, alpha: 1, scale: 0.5, uniformity: 3)),
        new("CoSent cold", static () => new CoSentLoss(new() { Temperature = 0.125f }), Rated, static (a, c, r) => Oracle.CoSent(a, c, r, scale: 8)),
        new("CosineSimilarity sum", static () => new CosineSimilarityLoss(new() { Reduction = Reduction.Sum }), Rated, static (a, c, r) => Oracle.CosineMse(a, c, r, Reduction.Sum)) { GradientError = 1e-5 },
        new("KlDistillation cold", static () => new KlDistillationLoss(new() { Temperature = 0.5f, TeacherTemperature = 0.25f, Measure = ScoreMeasure.Cosine }), Rated,
            static (a, c, r) => Oracle.KlDistillation(a, c, r, 0.5, 0.25, ScoreMeasure.Cosine)),
        new("Composite of a learned loss", static () => new CompositeLoss(new LossPart("right", new SigLipLoss(new() { Scale = 5f, Bias = -2f })), new LossPart("hard", new TripletLoss(), 0.25f)), SeveralPositives,
            static (a, c, r) => Oracle.SigLip(a, c, new(r), Math.Exp(MathF.Log(5)), -2) + (0.25 * Oracle.AllTriplets(a, c, Euclidean(r), 1))) { GradientError = 1e-5 },
        new("Matryoshka of labels", static () => new MatryoshkaLoss(new SupConLoss(new() { Temperature = 0.5f }), new() { Dimensions = [1], Weights = [2], FullWeight = 0 }), Labels,
            static (a, _, r) => 2 * Oracle.SupCon(Oracle.FirstColumns(a, 1), Oracle.FirstColumns(a, 1), new(r), 0.5)) { OneMatrix = true },
    ];

    private static OracleSettings Dot(PairRelations relations) => new(relations) { Measure = ScoreMeasure.Dot };

    private static OracleSettings Euclidean(PairRelations relations) => new(relations) { Measure = ScoreMeasure.Euclidean };

    private static OracleSettings Unit(PairRelations relations) => new(relations) { Measure = ScoreMeasure.UnitEuclidean };

    /// <summary>Half of each direction; every pair of the batch has both.</summary>
    private static double SymmetricHard(double[,] a, double[,] c, double[,] constantA, double[,] constantC, PairRelations relations) =>
        (Oracle.HardInfoNce(a, c, constantA, constantC, new(relations), 0.5, 3) + Oracle.HardInfoNce(c, a, constantC, constantA, new(relations), 0.5, 3)) / 2;

    private static PairRelations InBatch(int anchors) => PairRelations.InBatch(anchors);

    private static PairRelations InBatchAndOwn(int anchors) => PairRelations.Paired(new PairedLayout(anchors) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 });

    private static PairRelations SeveralPositives(int anchors) =>
        PairRelations.Paired(new PairedLayout(anchors) { PositivesPerAnchor = 2, InBatchNegatives = true, OwnNegativesPerAnchor = 1, SharedNegatives = 1 });

    private static PairRelations Labels(int anchors) => PairRelations.FromLabels(Classes(anchors, 2));

    private static PairRelations Memory(int anchors) => PairRelations.FromLabels(Classes(anchors, 3), [.. Classes(anchors, 3), 0, 1, 1, 7], anchorsComeFirst: true);

    private static PairRelations SeveralOfAClass(int anchors) => PairRelations.FromLabels(Classes(anchors, 4), [0, 1, 2, 0, 1, 9]);

    private static int[] Classes(int anchors, int classes) => [.. Enumerable.Range(0, anchors).Select(row => row % classes)];

    private static PairRelations Triplets(int anchors) =>
        PairRelations.FromTriplets(anchors, anchors + 3, [.. Enumerable.Range(0, 2 * anchors).Select(i => new Triplet(i % anchors, (i % anchors) + 1, (i % anchors) + 2 - (2 * (i / anchors))))]);

    private static PairRelations Path(int nodes) => PairRelations.FromEdges(nodes, PathEdges(nodes));

    private static Edge[] PathEdges(int nodes) => nodes < 2 ? [] : [.. Enumerable.Range(0, nodes - 1).Select(static node => new Edge(node, node + 1, (node + 1) % 2))];

    private static PairRelations Rated(int anchors) =>
        PairRelations.FromScoredPairs(anchors, anchors + 2, [.. Enumerable.Range(0, 3 * anchors).Select(pair => new ScoredPair(pair % anchors, (pair % anchors) + (pair / anchors), (pair * 5 % 7 / 3f) - 1))]);
}
