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
}
