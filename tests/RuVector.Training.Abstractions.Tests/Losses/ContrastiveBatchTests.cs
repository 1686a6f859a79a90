namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class ContrastiveBatchTests
{
    [Test]
    public void Constructor_AnchorsAlone_AreTheCandidates()
    {
        ContrastiveBatch batch = new(new float[3, 2], PairRelations.FromLabels([0, 1, 0]));

        batch.CandidatesAreAnchors.ShouldBeTrue();
        batch.Candidates.Values.Overlaps(batch.Anchors.Values).ShouldBeTrue();
        batch.AnchorWeights.IsEmpty.ShouldBeTrue();
    }

    [Test]
    public void InBatch_Pairs_ContrastsWithTheOtherPositives()
    {
        ContrastiveBatch batch = ContrastiveBatch.InBatch(new float[2, 3], new float[2, 3]);

        batch.CandidatesAreAnchors.ShouldBeFalse();
        Kinds.Of(batch.Relations).ShouldBe(["PN", "NP"]);
    }

    [Test]
    public void Labelled_Rows_BelongTogetherByLabel() => Kinds.Of(ContrastiveBatch.Labelled(new float[2, 3], [4, 4]).Relations).ShouldBe(["IP", "PI"]);

    [Test]
    public void Constructor_ShapesThatDoNotFit_AreRefused()
    {
        Should.Throw<ArgumentException>(() => _ = new ContrastiveBatch(new float[3, 2], new float[2, 2], PairRelations.InBatch(2))).Message
            .ShouldBe("Expected 2 anchors, as the relations have, but got 3. (Parameter 'anchors')");
        Should.Throw<ArgumentException>(() => _ = new ContrastiveBatch(new float[2, 2], new float[4, 2], PairRelations.InBatch(2))).Message
            .ShouldBe("Expected 2 candidates, as the relations have, but got 4. (Parameter 'candidates')");
        Should.Throw<ArgumentException>(() => _ = new ContrastiveBatch(new float[2, 2], new float[2, 3], PairRelations.InBatch(2))).Message
            .ShouldBe("Expected candidates of dimension 2, as the anchors have, but got shape [2, 3]. (Parameter 'candidates')");
        Should.Throw<ArgumentException>(() => _ = ContrastiveBatch.Labelled(new float[2, 2], [1])).ParamName.ShouldBe("anchors");
        Should.Throw<ArgumentNullException>(() => _ = new ContrastiveBatch(new float[2, 2], null!)).ParamName.ShouldBe("relations");
    }

    [Test]
    public void Constructor_NoAnchors_AcceptsCandidatesOfAnyDimension() =>
        new ContrastiveBatch(default, new float[2, 3], PairRelations.FromLabels([], [1, 2])).Candidates.Rows.ShouldBe(2);

    [Test]
    public void Outputs_Default_WantNothing()
    {
        default(LossOutputs).WantsGradients.ShouldBeFalse();
        new LossOutputs().Scale.ShouldBe(1f);
        new LossOutputs { CandidateGradients = new float[1, 1] }.WantsGradients.ShouldBeTrue();
        new LossOutputs { AnchorGradients = new float[1, 1] }.WantsGradients.ShouldBeTrue();
        new LossOutputs { RowValues = new float[1] }.WantsGradients.ShouldBeFalse();
    }
}
