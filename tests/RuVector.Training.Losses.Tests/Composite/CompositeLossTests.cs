using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class CompositeLossTests
{
    private static readonly float[,] s_anchors = Batches.Matrix(4, 5, seed: 1);
    private static readonly float[,] s_candidates = Batches.Matrix(4, 5, seed: 2);

    [Test]
    public void Evaluate_ScheduledWeight_FollowsTheStepAndReportsEachPart()
    {
        CompositeLoss loss = new(new LossPart("a", new InfoNceLoss()), new LossPart("b", new LocalContrastiveLoss(), new StepAsWeight()));
        LossResult[] parts = new LossResult[2];
        LossResult total = loss.Evaluate(ContrastiveBatch.InBatch(s_anchors, s_candidates), default, step: 3, parts);
        parts[0].ShouldBe(new InfoNceLoss().Evaluate(ContrastiveBatch.InBatch(s_anchors, s_candidates)));
        parts[1].ShouldBe(new LocalContrastiveLoss().Evaluate(ContrastiveBatch.InBatch(s_anchors, s_candidates)));
        total.Value.ShouldBe(parts[0].Value + (3 * parts[1].Value), 1e-12);
        loss.Step = 3;
        loss.Evaluate(ContrastiveBatch.InBatch(s_anchors, s_candidates)).ShouldBe(total);
    }

    [Test]
    public void Evaluate_LaterPartRefuses_WritesNothing()
    {
        CompositeLoss loss = new(new LossPart("a", new InfoNceLoss()), new LossPart("b", new CosineSimilarityLoss()));
        float[,] gradients = new float[4, 5];
        ((MatrixSpan)gradients).Fill(7);
        Should.Throw<ArgumentException>(() => loss.Evaluate(ContrastiveBatch.InBatch(s_anchors, s_candidates), new LossOutputs { AnchorGradients = gradients }));
        gradients.Cast<float>().ShouldAllBe(static g => g == 7f);
    }

    [Test]
    public void Constructor_NoPartOrOneNameTwice_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new CompositeLoss()).Message.ShouldBe("Expected at least one part, but got none. (Parameter 'parts')");
        Should.Throw<ArgumentException>(() => new CompositeLoss(new LossPart("a", new InfoNceLoss()), new LossPart("a", new InfoNceLoss())))
            .Message.ShouldBe("Expected parts with different names, but got 'a' twice. (Parameter 'parts')");
        Should.Throw<ArgumentOutOfRangeException>(() => new LossPart("a", new InfoNceLoss(), -1f)).Message.ShouldStartWith("Expected a finite weight of 0 or more, but got -1.");
        Should.Throw<ArgumentOutOfRangeException>(() => new CompositeLoss(new LossPart("a", new InfoNceLoss())) { Step = -1 });
    }

    [Test]
    public void Evaluate_OtherNumberOfResults_IsRefused() =>
        Should.Throw<ArgumentException>(() => new CompositeLoss(new LossPart("a", new InfoNceLoss())).Evaluate(ContrastiveBatch.InBatch(s_anchors, s_candidates), default, 0, new LossResult[2]))
            .Message.ShouldBe("Expected room for 1 results, one for each part, but got 2. (Parameter 'partResults')");

    private sealed class StepAsWeight : IScheduler
    {
        public float ValueAt(long position) => position;
    }
}
