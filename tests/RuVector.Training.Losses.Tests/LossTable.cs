using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>Every loss of the package, and its variants: one line each, every rule for all.</summary>
public static class LossTable
{
    public static LossCase[] All =>
    [
        new("InfoNce", static () => new InfoNceLoss(new() { Temperature = 0.5f }), InBatchAndOwn, static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)) { IsCosine = true },
        new("InfoNce dot", static () => new InfoNceLoss(new() { Temperature = 8f, Measure = ScoreMeasure.Dot }), InBatchAndOwn,
            static (a, c, r) => Oracle.InfoNce(a, c, new(r) { Measure = ScoreMeasure.Dot }, 8)),
        new("InfoNce symmetric", static () => new InfoNceLoss(new() { Temperature = 0.5f, Symmetric = true }), MaskedInBatch,
            static (a, c, r) => Oracle.SymmetricInfoNce(a, c, new(r), 0.5)) { IsCosine = true },
        new("InfoNce labels", static () => new InfoNceLoss(new() { Temperature = 0.5f }), Labels, static (a, c, r) => Oracle.InfoNce(a, c, new(r), 0.5)) { IsCosine = true, OneMatrix = true },
        new("LocalContrastive", static () => new LocalContrastiveLoss(), InBatchAndOwn, static (a, c, r) => Oracle.LocalContrastive(a, c, new(r), 1)),
        new("SpectralRegularization", static () => new SpectralRegularizationLoss(), Ring,
            static (a, _, r) => Oracle.GraphLaplacian(a, RingEdges(r.AnchorCount), normalized: false)) { OneMatrix = true, TakesWeights = false },
        new("SpectralRegularization normalized", static () => new SpectralRegularizationLoss(new() { Laplacian = LaplacianKind.SymmetricNormalized, Divisor = LaplacianDivisor.Nodes }), Ring,
            static (a, _, r) => Oracle.GraphLaplacian(a, RingEdges(r.AnchorCount), normalized: true) / Math.Max(1, r.AnchorCount)) { OneMatrix = true, TakesWeights = false },
        .. MetricLossTable.All,
        new("VarianceSpread", static () => new VarianceSpreadLoss(new() { Weight = 3 }), PairRelations.None, static (a, _, _) => 3 * Oracle.VarianceSpread(a)) { OneMatrix = true, TakesWeights = false },
        new("VarianceSpread of pairs", static () => new VarianceSpreadLoss(), InBatchAndOwn, static (a, _, _) => Oracle.VarianceSpread(a)) { TakesWeights = false },
        new("VicReg", static () => new VicRegLoss(), InBatchAndOwn, static (a, c, _) => Oracle.VicReg(a, c)) { TakesWeights = false },
        new("BarlowTwins", static () => new BarlowTwinsLoss(), InBatchAndOwn, static (a, c, _) => Oracle.BarlowTwins(a, c)) { TakesWeights = false },
        new("AlignmentUniformity", static () => new AlignmentUniformityLoss(), PairRelations.InBatch, static (a, c, _) => Oracle.AlignmentUniformity(a, c)) { IsCosine = true, TakesWeights = false },
        new("AlignmentUniformity raw", static () => new AlignmentUniformityLoss(new() { Normalize = false, Alpha = 3, UniformityScale = 0.125f, AlignmentWeight = 0.5f }), InBatchAndOwn,
            static (a, c, _) => Oracle.AlignmentUniformity(a, c, alpha: 3, scale: 0.125, alignment: 0.5, normalize: false)) { TakesWeights = false },
        new("CoSent", static () => new CoSentLoss(new() { Temperature = 0.25f }), Ratings, static (a, c, r) => Oracle.CoSent(a, c, r, scale: 4)) { IsCosine = true, TakesWeights = false },
        new("CosineSimilarity", static () => new CosineSimilarityLoss(), Ratings, static (a, c, r) => Oracle.CosineMse(a, c, r)) { IsCosine = true },
        new("MarginMse", static () => new MarginMseLoss(), Teacher, static (a, c, r) => Oracle.MarginMse(a, c, r, ScoreMeasure.Dot)) { GradientError = 1e-5 },
        new("MarginMse cosine", static () => new MarginMseLoss(new() { Measure = ScoreMeasure.Cosine }), MaskedTeacher, static (a, c, r) => Oracle.MarginMse(a, c, r, ScoreMeasure.Cosine)) { IsCosine = true },
        new("KlDistillation", static () => new KlDistillationLoss(new() { Temperature = 4, TeacherTemperature = 2 }), MaskedTeacher,
            static (a, c, r) => Oracle.KlDistillation(a, c, r, 4, 2, ScoreMeasure.Dot)),
        new("KlDistillation cosine", static () => new KlDistillationLoss(new() { Measure = ScoreMeasure.Cosine }), Ratings,
            static (a, c, r) => Oracle.KlDistillation(a, c, r, 1, 1, ScoreMeasure.Cosine)) { IsCosine = true },
        new("Composite", static () => new CompositeLoss(new LossPart("near", new LocalContrastiveLoss(), 2), new LossPart("right", new InfoNceLoss(new() { Temperature = 0.5f }), 0.5f)), InBatchAndOwn,
            static (a, c, r) => (2 * Oracle.LocalContrastive(a, c, new(r), 1)) + (0.5 * Oracle.InfoNce(a, c, new(r), 0.5))),
        new("Composite of one matrix", static () => new CompositeLoss(new LossPart("even", new VarianceSpreadLoss()), new LossPart("smooth", new SpectralRegularizationLoss(), 0.5f)), Ring,
            static (a, _, r) => Oracle.VarianceSpread(a) + (0.5 * Oracle.GraphLaplacian(a, RingEdges(r.AnchorCount), normalized: false))) { OneMatrix = true, TakesWeights = false },
        new("Matryoshka", static () => new MatryoshkaLoss(new LocalContrastiveLoss(), new() { Dimensions = [1], Weights = [0.5f], FullWeight = 2 }), InBatchAndOwn, static (a, c, r) =>
            (0.5 * Oracle.LocalContrastive(Oracle.FirstColumns(a, 1), Oracle.FirstColumns(c, 1), new(r), 1)) + (a.GetLength(1) == 1 ? 0 : 2 * Oracle.LocalContrastive(a, c, new(r), 1))),
        new("NtXent views", static () => new NtXentLoss(), MaskedInBatch, static (a, c, r) => Oracle.NtXentOfViews(a, c, new(r), 0.5)) { IsCosine = true, IsSmooth = true },
        new("NtXent views dot", static () => new NtXentLoss(new() { Temperature = 8f, Measure = ScoreMeasure.Dot }), PairRelations.InBatch,
            static (a, c, r) => Oracle.NtXentOfViews(a, c, new(r) { Measure = ScoreMeasure.Dot }, 8)) { IsSmooth = true },
        new("NtXent labels", static () => new NtXentLoss(), Labels, static (a, c, r) => Oracle.NtXent(a, c, new(r), 0.5)) { IsCosine = true, OneMatrix = true, IsSmooth = true },
        new("NtXent candidates", static () => new NtXentLoss(), InBatchAndOwn, static (a, c, r) => Oracle.NtXent(a, c, new(r), 0.5)) { IsCosine = true, IsSmooth = true },
        new("SupCon", static () => new SupConLoss(new() { Temperature = 0.5f }), Labels, static (a, c, r) => Oracle.SupCon(a, c, new(r), 0.5)) { IsCosine = true, OneMatrix = true, IsSmooth = true },
        new("SupCon dot", static () => new SupConLoss(new() { Temperature = 8f, Measure = ScoreMeasure.Dot }), InBatchAndOwn,
            static (a, c, r) => Oracle.SupCon(a, c, new(r) { Measure = ScoreMeasure.Dot }, 8)) { IsSmooth = true },
        new("MultiSimilarity", static () => new MultiSimilarityLoss(new() { Beta = 10f, Base = 0.25f }), Labels,
            static (a, c, r) => Oracle.MultiSimilarity(a, c, new(r), 2, 10, 0.25)) { IsCosine = true, OneMatrix = true, IsSmooth = true },
        new("MultiSimilarity dot", static () => new MultiSimilarityLoss(new() { Alpha = 0.25f, Beta = 0.5f, Base = -1f, Measure = ScoreMeasure.Dot }), InBatchAndOwn,
            static (a, c, r) => Oracle.MultiSimilarity(a, c, new(r) { Measure = ScoreMeasure.Dot }, 0.25, 0.5, -1)) { IsSmooth = true },
        new("Circle", static () => new CircleLoss(new() { Gamma = 8f, Margin = 0.25f }), Labels, static (a, c, r) => Oracle.Circle(a, c, new(r), 0.25, 8))
        {
            IsCosine = true, OneMatrix = true, IsSmooth = true, OracleWithConstantsOf = static (a, c, r) => (x, y) => Oracle.Circle(x, y, a, c, new(r), 0.25, 8),
        },
        new("Circle candidates", static () => new CircleLoss(new() { Gamma = 4f }), InBatchAndOwn, static (a, c, r) => Oracle.Circle(a, c, new(r), 0.4f, 4))
        {
            IsCosine = true, IsSmooth = true, OracleWithConstantsOf = static (a, c, r) => (x, y) => Oracle.Circle(x, y, a, c, new(r), 0.4f, 4),
        },
        new("SigLip", static () => new SigLipLoss(new() { Scale = 5f, Bias = -2f }), PairRelations.InBatch, static (a, c, r) => Oracle.SigLip(a, c, new(r), 5, -2)) { IsCosine = true, IsSmooth = true },
        new("SigLip fixed dot", static () => new SigLipLoss(new() { Scale = 0.5f, Bias = -1f, Measure = ScoreMeasure.Dot, IsLearned = false }), InBatchAndOwn,
            static (a, c, r) => Oracle.SigLip(a, c, new(r) { Measure = ScoreMeasure.Dot }, 0.5, -1)) { IsSmooth = true },
        new("InfoNce hard", static () => new InfoNceLoss(new() { Temperature = 0.5f, HardnessWeight = 3f }), InBatchAndOwn, static (a, c, r) => Oracle.HardInfoNce(a, c, a, c, new(r), 0.5, 3))
        {
            IsCosine = true, IsSmooth = true, OracleWithConstantsOf = static (a, c, r) => (x, y) => Oracle.HardInfoNce(x, y, a, c, new(r), 0.5, 3),
        },
        new("InfoNce learned", static () => new InfoNceLoss(new() { Temperature = 0.5f, LearnTemperature = true, Symmetric = true }), MaskedInBatch,
            static (a, c, r) => Oracle.SymmetricInfoNce(a, c, new(r), 0.5)) { IsCosine = true, IsSmooth = true },
    ];

    public static IEnumerable<LossCase> Smooth => All.Where(static loss => loss.IsSmooth);

    public static IEnumerable<LossCase> WithCandidates => All.Where(static loss => !loss.OneMatrix);

    public static IEnumerable<LossCase> WithWeights => All.Where(static loss => loss.TakesWeights);

    private static PairRelations InBatchAndOwn(int anchors) => PairRelations.Paired(new PairedLayout(anchors) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 });

    private static PairRelations MaskedInBatch(int anchors) =>
        PairRelations.InBatch(anchors).Ignoring(IndexLists.FromRows([.. Enumerable.Range(0, anchors).Select(row => row % 3 == 1 ? (int[])[(row + 2) % anchors] : [])]));

    private static PairRelations Labels(int anchors) => PairRelations.FromLabels([.. Enumerable.Range(0, anchors).Select(static row => row % 2)]);

    private static PairRelations Ring(int nodes) => PairRelations.FromEdges(nodes, RingEdges(nodes));

    private static Edge[] RingEdges(int nodes) => nodes < 2 ? [] : [.. Enumerable.Range(0, nodes).Select(node => new Edge(node, (node + 1) % nodes, 0.25f + (node % 3)))];

    private static PairRelations Ratings(int anchors) =>
        PairRelations.FromScoredPairs(anchors, anchors + 1, [.. Enumerable.Range(0, 2 * anchors).Select(pair => new ScoredPair(pair % anchors, (pair % anchors) + (pair / anchors), (pair * 7 % 5 / 4f) - 0.25f))]);

    private static PairRelations Teacher(int anchors) => PairRelations.FromLists(
        (2 * anchors) + 1,
        TeacherScores(anchors, row => [row]),
        TeacherScores(anchors, row => [anchors + row, anchors + row + 1, .. row > 0 ? (int[])[row - 1] : []]));

    private static PairRelations MaskedTeacher(int anchors) => Teacher(anchors).Ignoring(IndexLists.FromRows([.. Enumerable.Range(0, anchors).Select(row => row % 3 == 1 ? (int[])[anchors + row] : [])]));

    private static IndexLists TeacherScores(int anchors, Func<int, int[]> candidates)
    {
        IndexLists lists = new();
        for (int row = 0; row < anchors; row++)
        {
            int[] indices = candidates(row);
            lists.AddRow(indices, [.. indices.Select(candidate => ((candidate * 3) + row) % 7 / 3f)]);
        }

        return lists;
    }
}
