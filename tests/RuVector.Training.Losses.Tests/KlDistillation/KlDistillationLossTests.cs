namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class KlDistillationLossTests
{
    [Test]
    public void Evaluate_WorkedExample_IsTheDivergence()
    {
        // Student 1/2, 1/2; teacher 3/4, 1/4.
        PairRelations relations = PairRelations.FromScoredPairs(1, 2, [new(0, 0, MathF.Log(3)), new(0, 1, 0f)]);
        Evaluated got = Evaluated.Of(new KlDistillationLoss(), new float[,] { { 1 } }, new float[,] { { 5 }, { 5 } }, relations);
        got.Value.ShouldBe((0.75 * Math.Log(1.5)) + (0.25 * Math.Log(0.5)), 1e-6);
        got.CandidateGradients[0, 0].ShouldBe(-0.25f, 1e-6f);
        got.CandidateGradients[1, 0].ShouldBe(0.25f, 1e-6f);
    }

    [Test]
    public void Evaluate_TeacherItself_IsZeroAndNeverNegative()
    {
        PairRelations relations = PairRelations.FromScoredPairs(1, 3, [new(0, 0, 1.7f), new(0, 1, -0.3f), new(0, 2, 0.1f)]);
        Evaluated.Of(new KlDistillationLoss(), new float[,] { { 1 } }, new float[,] { { 1.7f }, { -0.3f }, { 0.1f } }, relations).Value.ShouldBeInRange(0, 1e-6);
    }

    [Test]
    public void Evaluate_OneCandidate_HasNoTermAndIsCounted() =>
        Evaluated.Of(new KlDistillationLoss(), new float[,] { { 1 }, { 1 } }, new float[,] { { 5 } }, PairRelations.FromScoredPairs(2, 1, [new(0, 0, 3f)])).Result
            .ShouldBe(new LossResult(0, 0, RowsWithoutPositives: 1, RowsWithoutNegatives: 1));

    [TestCase(1e-4f)]
    [TestCase(1e4f)]
    public void Evaluate_ExtremeTemperature_IsFinite(float temperature)
    {
        PairRelations relations = PairRelations.FromScoredPairs(1, 2, [new(0, 0, 30f), new(0, 1, -30f)]);
        Evaluated got = Evaluated.Of(new KlDistillationLoss(new() { Temperature = temperature, TeacherTemperature = temperature }), new float[,] { { 1 } }, new float[,] { { -5 }, { 5 } }, relations);
        double.IsFinite(got.Value).ShouldBeTrue();
        got.CandidateGradients.Cast<float>().ShouldAllBe(static g => float.IsFinite(g));
    }

    [Test]
    public void Constructor_SettingsOutOfRange_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new KlDistillationLoss(new() { Temperature = 0 })).Message.ShouldStartWith("Expected a temperature in [0.0001, 10000], but got 0.");
        Should.Throw<ArgumentOutOfRangeException>(() => new KlDistillationLoss(new() { TeacherTemperature = 0 })).Message.ShouldStartWith("Expected a temperature in [0.0001, 10000], but got 0.");
        Should.Throw<ArgumentOutOfRangeException>(() => new KlDistillationLoss(new() { Measure = ScoreMeasure.Euclidean })).Message.ShouldStartWith("Expected the measure of KL distillation to be Cosine or Dot");
    }
}
