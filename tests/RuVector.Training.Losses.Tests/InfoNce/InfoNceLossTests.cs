using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

[TestFixture]
public sealed class InfoNceLossTests
{
    [Test]
    public void Evaluate_WorkedExample_GivesTheNumbersOfThePaper()
    {
        // Similarities 1 (positive) and 0, 0 (negatives), temperature 1: log(e + 2) - 1.
        Evaluated got = Evaluated.Of(
            new InfoNceLoss(new InfoNceOptions { Temperature = 1f }), new float[,] { { 3, 0 } }, new float[,] { { 2, 0 }, { 0, 1 }, { 0, -5 } }, PairRelations.Paired([2]));
        got.Value.ShouldBe(Math.Log(Math.E + 2) - 1, 1e-7);
        got.Result.Terms.ShouldBe(1);
    }

    [Test]
    public void Evaluate_SeveralPositives_LeavesTheOtherPositivesOutOfTheDenominator()
    {
        float[,] anchor = { { 1, 0 } };
        PairRelations two = PairRelations.Paired(new PairedLayout(1) { PositivesPerAnchor = 2, OwnNegativesPerAnchor = 1 });
        PairRelations one = PairRelations.Paired([1]);
        InfoNceLoss loss = new(new InfoNceOptions { Temperature = 1f });
        double both = Evaluated.Of(loss, anchor, new float[,] { { 1, 0 }, { 0, 1 }, { -1, 0 } }, two).Value;
        double first = Evaluated.Of(loss, anchor, new float[,] { { 1, 0 }, { -1, 0 } }, one).Value;
        double second = Evaluated.Of(loss, anchor, new float[,] { { 0, 1 }, { -1, 0 } }, one).Value;
        both.ShouldBe((first + second) / 2, 1e-7);
    }

    [Test]
    public void Evaluate_NegativeEqualToThePositive_IsLogTwo([Values] bool shared)
    {
        float[,] candidates = { { 0.3f, -2f, 0.7f }, { 0.3f, -2f, 0.7f } };
        PairRelations relations = PairRelations.Paired(shared ? new PairedLayout(1) { SharedNegatives = 1 } : new PairedLayout(1) { OwnNegativesPerAnchor = 1 });
        Evaluated.Of(new InfoNceLoss(), new float[,] { { 1.1f, 0.4f, 0.9f } }, candidates, relations).Value.ShouldBe(Math.Log(2), 1e-5);
    }

    [Test]
    public void Evaluate_OnePairAlone_HasNoNegativeAndIsZero()
    {
        LossResult result = new InfoNceLoss().Evaluate(ContrastiveBatch.InBatch(new float[,] { { 1, 2 } }, new float[,] { { 2, 1 } }));
        result.ShouldBe(new LossResult(0, Terms: 0, RowsWithoutNegatives: 1));
    }

    [Test]
    public void Evaluate_RowsWithoutATerm_AreCountedAndGiveZero()
    {
        PairRelations relations = PairRelations.FromLists(4, IndexLists.FromRows([0], [], [2]), IndexLists.FromRows([1], [0], []));
        Evaluated got = Evaluated.Of(new InfoNceLoss(), Batches.Matrix(3, 4, seed: 1), Batches.Matrix(4, 4, seed: 2), relations);
        got.Result.ShouldBe(got.Result with { Terms = 1, RowsWithoutPositives = 1, RowsWithoutNegatives = 1 });
        got.RowValues[0].ShouldBe((float)got.Value);
        got.RowValues[1..].ShouldBe([0f, 0f]);
        Enumerable.Range(0, 4).ShouldAllBe(d => got.AnchorGradients[1, d] == 0f && got.AnchorGradients[2, d] == 0f);
    }

    [Test]
    public void Evaluate_IgnoredPairs_AreCounted()
    {
        PairRelations relations = PairRelations.InBatch(3).Ignoring(IndexLists.FromRows([1], [], [0, 2]));
        LossResult result = Evaluated.Of(new InfoNceLoss(), Batches.Matrix(3, 4, seed: 1), Batches.Matrix(3, 4, seed: 2), relations).Result;
        result.MaskedPairs.ShouldBe(3);
        result.Terms.ShouldBe(2);
        result.RowsWithoutPositives.ShouldBe(1);
    }

    [Test]
    public void Evaluate_EveryPartitionOfUpToSixRowsIntoLabels_IsFiniteAndCounted()
    {
        for (int rows = 0; rows <= 6; rows++)
        {
            foreach (int[] labels in Partitions(rows))
            {
                PairRelations relations = PairRelations.FromLabels(labels);
                float[,] embeddings = Batches.Matrix(rows, 3, seed: 5);
                Evaluated got = Evaluated.Of(new InfoNceLoss(), embeddings, relations);
                double[,] x = Oracle.ToDouble(embeddings);
                got.Value.ShouldBe(Oracle.InfoNce(x, x, new OracleSettings(relations), 0.07f), 2e-5, string.Join(",", labels));
                (got.Result.Terms + got.Result.RowsWithoutPositives + got.Result.RowsWithoutNegatives).ShouldBe(rows);
                got.AnchorGradients.Cast<float>().ShouldAllBe(g => float.IsFinite(g) && (got.Result.Terms > 0 || g == 0f));
            }
        }
    }

    [Test]
    public void Evaluate_Symmetric_RowValuesAreHalfOfBothDirections()
    {
        (float[,] anchors, float[,] positives) = (Batches.Matrix(4, 6, seed: 1), Batches.Matrix(4, 6, seed: 2));
        Evaluated both = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Symmetric = true }), anchors, positives, PairRelations.InBatch(4));
        Evaluated there = Evaluated.Of(new InfoNceLoss(), anchors, positives, PairRelations.InBatch(4));
        Evaluated back = Evaluated.Of(new InfoNceLoss(), positives, anchors, PairRelations.InBatch(4));
        both.RowValues.ShouldBe(there.RowValues.Zip(back.RowValues, static (a, b) => 0.5f * (a + b)));
        both.Value.ShouldBe((there.Value + back.Value) / 2, 1e-12);
    }

    [TestCaseSource(nameof(NotPairs))]
    public void Evaluate_SymmetricOfOtherRelations_IsRefused(PairRelations relations)
    {
        float[,] anchors = Batches.Matrix(relations.AnchorCount, 4, seed: 1);
        float[,] candidates = Batches.Matrix(relations.CandidateCount, 4, seed: 2);
        InfoNceLoss loss = new(new InfoNceOptions { Symmetric = true });
        Should.Throw<ArgumentException>(() => Evaluated.Of(loss, anchors, candidates, relations)).Message.ShouldBe(
            "Expected pairs with in-batch negatives for the symmetric form (candidate i the only positive of anchor i), but got other relations. (Parameter 'batch')");
    }

    [Test]
    public void Evaluate_SymmetricOfABatchAgainstItself_IsRefused() =>
        Should.Throw<ArgumentException>(() => Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Symmetric = true }), new float[2, 3], PairRelations.InBatch(2)))
            .Message.ShouldStartWith("Expected pairs with in-batch negatives");

    [TestCase(0f, "0")]
    [TestCase(-0.07f, "-0.07")]
    [TestCase(1e-40f, "1E-40")]
    [TestCase(9.9e-5f, "9.9E-05")]
    [TestCase(1e5f, "100000")]
    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    [TestCase(float.NegativeInfinity, "-Infinity")]
    public void Temperature_OutOfRange_IsRefused(float temperature, string shown)
    {
        string message = $"Expected a temperature in [0.0001, 10000], but got {shown}.";
        Should.Throw<ArgumentOutOfRangeException>(() => new InfoNceLoss(new InfoNceOptions { Temperature = temperature })).Message.ShouldStartWith($"{message} (Parameter 'options')");
        InfoNceLoss loss = new();
        Should.Throw<ArgumentOutOfRangeException>(() => loss.Temperature = temperature).Message.ShouldStartWith(message);
        loss.Temperature.ShouldBe(0.07f);
    }

    [Test]
    public void Temperature_AnyBitPattern_IsAcceptedExactlyInsideTheRange()
    {
        InfoNceLoss loss = new();
        for (uint bits = 0; bits < 1 << 16; bits++)
        {
            float temperature = BitConverter.UInt32BitsToSingle((bits << 16) | (bits * 40503 & 0xFFFF));
            bool legal = temperature >= 1e-4f && temperature <= 1e4f;
            bool accepted = true;
            try
            {
                loss.Temperature = temperature;
            }
            catch (ArgumentOutOfRangeException)
            {
                accepted = false;
            }

            accepted.ShouldBe(legal, temperature.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public void Temperature_Set_IsUsedByTheNextEvaluation()
    {
        (float[,] a, float[,] c) = (Batches.Matrix(3, 4, seed: 1), Batches.Matrix(3, 4, seed: 2));
        InfoNceLoss loss = new();
        loss.Temperature = 0.5f;
        double expected = Evaluated.Of(new InfoNceLoss(new InfoNceOptions { Temperature = 0.5f }), a, c, PairRelations.InBatch(3)).Value;
        Evaluated.Of(loss, a, c, PairRelations.InBatch(3)).Value.ShouldBe(expected);
    }

    [Test]
    public void Constructor_DistanceAsMeasure_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new InfoNceLoss(new InfoNceOptions { Measure = ScoreMeasure.Euclidean }))
            .Message.ShouldStartWith("Expected the measure of InfoNCE to be Cosine or Dot, but got Euclidean.");

    [Test]
    public void Constructor_UnknownReduction_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new InfoNceLoss(new InfoNceOptions { Reduction = (Reduction)7 }))
            .Message.ShouldStartWith("Expected a known Reduction (Mean, Sum), but got 7.");

    [Test]
    public void Constructor_Options_AreCopied()
    {
        InfoNceOptions options = new() { Temperature = 0.5f };
        InfoNceLoss loss = new(options);
        options.Temperature = 0.1f;
        loss.Temperature.ShouldBe(0.5f);
    }

    private static IEnumerable<TestCaseData> NotPairs()
    {
        yield return new TestCaseData(PairRelations.Paired([1, 1])).SetArgDisplayNames("own negatives alone");
        yield return new TestCaseData(PairRelations.Paired(new PairedLayout(2) { PositivesPerAnchor = 2, InBatchNegatives = true })).SetArgDisplayNames("two positives");
        yield return new TestCaseData(PairRelations.FromLabels([0, 1, 0], [0, 1, 0])).SetArgDisplayNames("labels");
        yield return new TestCaseData(PairRelations.FromLabels([0, 1], [0, 1], anchorsComeFirst: true)).SetArgDisplayNames("anchors among the candidates");
        yield return new TestCaseData(PairRelations.FromTriplets(2, 2, [new(0, 0, 1), new(1, 1, 0)])).SetArgDisplayNames("triplets");
    }

    private static IEnumerable<int[]> Partitions(int rows) =>
        rows == 0 ? [[]] : Partitions(rows - 1).SelectMany(start => Enumerable.Range(0, start.DefaultIfEmpty(-1).Max() + 2).Select(label => (int[])[.. start, label]));
}
