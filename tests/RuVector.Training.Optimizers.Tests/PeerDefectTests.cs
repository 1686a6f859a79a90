namespace RuVector.Training.Optimizers.Tests;

/// <summary>What other libraries were seen to get wrong, held against ours; each test is named after the defect.</summary>
[TestFixture]
public sealed class PeerDefectTests
{
    [Test]
    public void Adam_WeightDecayThatIsReallyAdamWs_IsCoupled()
    {
        // Coupled decay alone moves by the learning rate, whatever its size: m / sqrt(v) = 1. Decoupled decay moves by lr * wd * p.
        float[] coupled = [8f], decoupled = [8f];
        new AdamOptimizer(new AdamOptions { LearningRate = 0.5f, WeightDecay = 0.25f }).Step(coupled, [0f]);
        new AdamWOptimizer(new AdamWOptions { LearningRate = 0.5f, WeightDecay = 0.25f }).Step(decoupled, [0f]);

        coupled[0].ShouldBe(7.5f, 1e-5f);
        decoupled[0].ShouldBe(7f, 1e-5f);
    }

    [TestCaseSource(typeof(OptimizerCase), nameof(OptimizerCase.All))]
    public void AnyOptimizer_AnotherLengthThatSilentlyResetsTheState_IsRefused(OptimizerCase subject)
    {
        IOptimizer optimizer = subject.Create();
        optimizer.Step(new float[3], [1f, 2f, 3f]);
        string before = Bits.Of(optimizer.ExportState());

        Should.Throw<ArgumentException>(() => optimizer.Step(new float[4], new float[4]));

        Bits.Of(optimizer.ExportState()).ShouldBe(before);
    }

    [TestCaseSource(typeof(OptimizerCase), nameof(OptimizerCase.All))]
    public void AnyOptimizer_StateThatCannotBeExported_IsAllThereIs(OptimizerCase subject)
    {
        IOptimizer one = subject.Create(), other = subject.Create();
        float[] p = [1f, -2f, 3f], q = [5f, 5f, 5f];
        one.Step(p, [1f, 2f, 3f]);
        p.CopyTo(q.AsSpan());

        other.ImportState(one.ExportState());
        one.Step(p, [3f, 2f, 1f]);
        other.Step(q, [3f, 2f, 1f]);

        Bits.Of(q).ShouldBe(Bits.Of(p));
    }

    [Test]
    public void Adam_RowNamedTwiceSteppedTwice_IsSteppedOnceByTheSum()
    {
        float[,] twice = { { 1, 1 } }, dense = { { 1, 1 } };
        AdamOptimizer sparse = new(), whole = new();

        sparse.StepRows(twice, [0, 0], new float[,] { { 1, 2 }, { 3, -1 } });
        whole.StepRows(dense, [0], new float[,] { { 4, 1 } });

        twice.ShouldBe(dense);
        sparse.StepCount.ShouldBe(1);
    }
}
