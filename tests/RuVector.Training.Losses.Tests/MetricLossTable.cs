using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>The losses over distances and over proxies, and their variants: lines of <see cref="LossTable"/>.</summary>
public static class MetricLossTable
{
    public static LossCase[] All =>
    [
        new("Triplet", static () => new TripletLoss(), InBatchAndOwn, static (a, c, r) => Oracle.AllTriplets(a, c, Euclidean(r), 1)),
        new("Triplet active", static () => new TripletLoss(new() { Margin = 0.5f, MeanOverActive = true, Measure = ScoreMeasure.SquaredEuclidean }), Labels,
            static (a, c, r) => Oracle.AllTriplets(a, c, Euclidean(r) with { Measure = ScoreMeasure.SquaredEuclidean }, 0.5, activeOnly: true)) { OneMatrix = true, ValueError = 1e-5 },
        new("Triplet unit", static () => new TripletLoss(new() { Measure = ScoreMeasure.UnitEuclidean }), InBatchAndOwn, static (a, c, r) => Oracle.AllTriplets(a, c, Unit(r), 1)) { IsCosine = true },
        new("Triplet hardest", static () => new TripletLoss(new() { Selection = TripletSelection.Hardest, Margin = 2 }), Labels,
            static (a, c, r) => Oracle.HardestTriplets(a, c, Euclidean(r), 2)) { OneMatrix = true },
        new("Triplet hardest cosine", static () => new TripletLoss(new() { Selection = TripletSelection.Hardest, Measure = ScoreMeasure.Cosine }), Labels,
            static (a, c, r) => Oracle.HardestTriplets(a, c, new(r), 1)) { OneMatrix = true, IsCosine = true },
        new("Triplet semi-hard", static () => new TripletLoss(new() { Selection = TripletSelection.SemiHard }), Labels,
            static (a, c, r) => Oracle.SemiHardTriplets(a, c, Euclidean(r), 1)) { OneMatrix = true },
        new("Triplet soft", static () => new TripletLoss(new() { SoftMargin = true }), InBatchAndOwn, static (a, c, r) => Oracle.SoftTriplets(a, c, Euclidean(r))),
        new("Contrastive", static () => new ContrastiveLoss(new() { Margin = 4 }), InBatchAndOwn, static (a, c, r) => Oracle.SquaredContrastive(a, c, Euclidean(r), 4)),
        new("Contrastive edges", static () => new ContrastiveLoss(new() { Margin = 4 }), Ring, static (a, c, r) => Oracle.SquaredContrastive(a, c, Euclidean(r), 4)) { OneMatrix = true },
        new("Contrastive hinge", static () => new ContrastiveLoss(new() { Form = ContrastiveForm.Hinge, Measure = ScoreMeasure.UnitEuclidean, PositiveMargin = 0.1f }), InBatchAndOwn,
            static (a, c, r) => Oracle.HingeContrastive(a, c, Unit(r), 0.1f, 1, activeOnly: false)) { IsCosine = true },
        new("Contrastive hinge active", static () => new ContrastiveLoss(new() { Form = ContrastiveForm.Hinge, MeanOverActive = true, Margin = 4 }), Labels,
            static (a, c, r) => Oracle.HingeContrastive(a, c, Euclidean(r), 0, 4, activeOnly: true)) { OneMatrix = true },
        new("Contrastive online hard", static () => new ContrastiveLoss(new() { Form = ContrastiveForm.OnlineHard, Margin = 4 }), Labels,
            static (a, c, r) => Oracle.SquaredContrastive(a, c, Euclidean(r), 4, hardOnly: true)) { OneMatrix = true },
        new("Margin", static () => new MarginLoss(), Labels, static (a, c, r) => Oracle.Margin(a, c, Unit(r), 0.2f, 1.2f)) { OneMatrix = true, IsCosine = true },
        new("ArcFace", static () => new ArcFaceLoss(new() { Scale = 4 }), Classes, static (a, c, r) => Oracle.ArcFace(a, c, new(r), 28.6f, 4)) { IsCosine = true },
        new("CosFace", static () => new CosFaceLoss(new() { Scale = 4 }), Classes, static (a, c, r) => Oracle.CosFace(a, c, new(r), 0.35f, 4)) { IsCosine = true },
        new("ProxyNca", static () => new ProxyNcaLoss(new() { Scale = 3 }), Classes, static (a, c, r) => Oracle.ProxyNca(a, c, new(r), 3)) { IsCosine = true },
        new("ProxyAnchor", static () => new ProxyAnchorLoss(new() { Scale = 4 }), ProxiesFirst, static (a, c, r) => Oracle.ProxyAnchor(a, c, new(r), 4, 0.1f)) { IsCosine = true },
    ];

    private static OracleSettings Euclidean(PairRelations relations) => new(relations) { Measure = ScoreMeasure.Euclidean };

    private static OracleSettings Unit(PairRelations relations) => new(relations) { Measure = ScoreMeasure.UnitEuclidean };

    private static PairRelations InBatchAndOwn(int anchors) => PairRelations.Paired(new PairedLayout(anchors) { InBatchNegatives = true, OwnNegativesPerAnchor = 1 });

    private static PairRelations Labels(int anchors) => PairRelations.FromLabels([.. Enumerable.Range(0, anchors).Select(static row => row % 2)]);

    private static PairRelations Classes(int anchors) => PairRelations.FromLabels([.. Enumerable.Range(0, anchors).Select(static row => row % 3)], [0, 1, 2, 3, 4]);

    /// <summary>The anchors are proxies, the last of them of a class without an embedding.</summary>
    private static PairRelations ProxiesFirst(int anchors) =>
        PairRelations.FromLabels([.. Enumerable.Range(0, anchors)], [.. Enumerable.Range(0, 2 * anchors).Select(row => row % Math.Max(1, anchors - 1))]);

    private static PairRelations Ring(int nodes) =>
        PairRelations.FromEdges(nodes, nodes < 2 ? [] : [.. Enumerable.Range(0, nodes - 1).Select(static node => new Edge(node, node + 1, node % 2))]);
}
