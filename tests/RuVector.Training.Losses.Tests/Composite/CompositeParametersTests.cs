using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>What the parts of a composite learn, in one set.</summary>
[TestFixture]
public sealed class CompositeParametersTests
{
    private static readonly float[,] s_anchors = Batches.Matrix(4, 5, seed: 1);
    private static readonly float[,] s_candidates = Batches.Matrix(4, 5, seed: 2);

    [Test]
    public void Parameters_PartsThatLearn_AreOneSetByTheNameOfThePart()
    {
        CompositeLoss loss = new(
            new LossPart("right", Learned()), new LossPart("flat", new NtXentLoss()), new LossPart("short", new MatryoshkaLoss(new SigLipLoss(), new() { Dimensions = [2] })), new LossPart("edge", new MarginLoss()));
        loss.Parameters.Segments.Select(static s => s.Shape.Name).ShouldBe(["right.log_scale", "short.log_scale", "short.bias", "edge.beta"]);
        loss.Parameters.Values.ToArray().ShouldBe([-MathF.Log(0.2f), MathF.Log(10), -10, 1.2f]);
        loss.Parameters["right.log_scale"].Values[0] = -MathF.Log(0.5f);
        ((InfoNceLoss)loss.Parts[0].Loss).Temperature.ShouldBe(0.5f, 1e-6f);
        loss.Inner.ShouldBe(loss.Parts.Select(static part => part.Loss));
    }

    [Test]
    public void Evaluate_LearnedParts_GiveTheWeightedGradientsOfEachAlone()
    {
        InfoNceLoss alone = Learned();
        SigLipLoss aloneToo = new();
        CompositeLoss loss = new(new LossPart("a", Learned(), 0.5f), new LossPart("b", new SigLipLoss(), 3f));
        Evaluated.Of(alone, s_anchors, s_candidates, PairRelations.InBatch(4));
        Evaluated.Of(aloneToo, s_anchors, s_candidates, PairRelations.InBatch(4));
        Evaluated.Of(loss, s_anchors, s_candidates, PairRelations.InBatch(4));
        float[] expected = [0.5f * alone.Parameters.Gradients[0], 3 * aloneToo.Parameters.Gradients[0], 3 * aloneToo.Parameters.Gradients[1]];
        expected.ShouldAllBe(static gradient => gradient != 0);
        loss.Parameters.Gradients.ToArray().ShouldBe(expected, 1e-5);
    }

    [Test]
    public void Evaluate_Matryoshka_AddsTheGradientsOfAllTruncations()
    {
        InfoNceLoss full = Learned();
        InfoNceLoss cut = Learned();
        MatryoshkaLoss loss = new(Learned(), new() { Dimensions = [2], Weights = [0.5f], FullWeight = 2 });
        Evaluated.Of(full, s_anchors, s_candidates, PairRelations.InBatch(4));
        Evaluated.Of(cut, FirstColumns(s_anchors, 2), FirstColumns(s_candidates, 2), PairRelations.InBatch(4));
        Evaluated.Of(loss, s_anchors, s_candidates, PairRelations.InBatch(4));
        float expected = (2 * full.Parameters.Gradients[0]) + (0.5f * cut.Parameters.Gradients[0]);
        loss.Parameters.Gradients[0].ShouldBe(expected, Math.Abs(1e-5f * expected));
        loss.Inner.ShouldHaveSingleItem().ShouldBeOfType<InfoNceLoss>();
        new MatryoshkaLoss(new LocalContrastiveLoss(), new()).Parameters.Values.Length.ShouldBe(0);
    }

    [Test]
    public void Evaluate_LaterPartRefuses_LeavesTheGradientsOfTheParameters()
    {
        CompositeLoss loss = new(new LossPart("a", Learned()), new LossPart("b", new CosineSimilarityLoss()));
        loss.Parameters.Gradients[0] = 7;
        Should.Throw<ArgumentException>(() => Evaluated.Of(loss, s_anchors, s_candidates, PairRelations.InBatch(4)));
        loss.Parameters.Gradients[0].ShouldBe(7);
    }

    [Test]
    public void Constructor_OneLossInTwoParts_IsLearnedOnce()
    {
        InfoNceLoss shared = Learned();
        CompositeLoss loss = new(new LossPart("a", shared), new LossPart("b", new MatryoshkaLoss(shared, new() { Dimensions = [2] })));
        loss.Parameters.Segments.ShouldHaveSingleItem().Shape.Name.ShouldBe("a.log_scale");
        Should.Throw<ArgumentException>(() => new CompositeLoss(new LossPart("c", shared))).Message
            .ShouldBe("Expected sets that are each part of one set only, but 'c' is part of another or occurs twice. (Parameter 'parts')");
    }

    [Test]
    public void WeightAt_ScheduleWithAFactor_IsTheirProduct()
    {
        new LossPart("a", Learned(), new Half(), 3f).WeightAt(1).ShouldBe(1.5f);
        Should.Throw<ArgumentOutOfRangeException>(() => new LossPart("a", Learned(), new Half(), -1f)).Message.ShouldStartWith("Expected a finite weight of 0 or more, but got -1.");
    }

    private static InfoNceLoss Learned() => new(new InfoNceOptions { Temperature = 0.2f, LearnTemperature = true });

    private static float[,] FirstColumns(float[,] matrix, int columns)
    {
        float[,] cut = new float[matrix.GetLength(0), columns];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < columns; column++)
            {
                cut[row, column] = matrix[row, column];
            }
        }

        return cut;
    }

    private sealed class Half : IScheduler
    {
        public float ValueAt(long position) => 0.5f;
    }
}
