using FsCheck;
using FsCheck.Fluent;

namespace RuVector.Training.Losses.Tests;

/// <summary>A random batch: its size and the seed of its embeddings.</summary>
public sealed record LossShape(int Anchors, int Dimension, int Seed)
{
    /// <summary>1 to 6 anchors of dimension 1 to 65; a failing one shrinks to fewer anchors and dimensions.</summary>
    public static Arbitrary<LossShape> Arbitrary => Arb.From(
        from anchors in Gen.Choose(1, 6)
        from dimension in Gen.Choose(1, 65)
        from seed in Gen.Choose(0, int.MaxValue - 1_000)
        select new LossShape(anchors, dimension, seed),
        static shape => Smaller(shape).Where(static smaller => smaller is { Anchors: >= 1, Dimension: >= 1 }));

    private static IEnumerable<LossShape> Smaller(LossShape shape) =>
        [shape with { Anchors = shape.Anchors - 1 }, shape with { Dimension = shape.Dimension / 2 }, shape with { Dimension = shape.Dimension - 1 }];
}
