namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class ListRelationsTests
{
    [Test]
    public void FromLists_Indices_AreWhatTheListsSay()
    {
        IndexLists positives = IndexLists.FromRows([3, 0], [], [1]);
        IndexLists negatives = new();
        negatives.AddRow([1], [0.25f]);
        negatives.AddRow([2, 0], [0.5f, 0.75f]);
        negatives.AddRow([]);
        PairRelations relations = PairRelations.FromLists(4, positives, negatives);

        Kinds.Of(relations).ShouldBe(["PN.P", "N.N.", ".P.."]);
        relations.SharedNegatives.Count.ShouldBe(0);
        relations.GetRow(1).NegativeValues.ToArray().ShouldBe([0.75f, 0.5f]);
        relations.GetRow(0).PositiveValues.Length.ShouldBe(0);
    }

    [Test]
    public void FromLists_ListsThatDoNotFit_AreRefused()
    {
        Should.Throw<ArgumentException>(() => PairRelations.FromLists(4, IndexLists.FromRows([1]), IndexLists.FromRows([2], [3]))).Message
            .ShouldBe("Expected as many rows of negatives as of positives, 1, but got 2. (Parameter 'negatives')");
        Should.Throw<ArgumentException>(() => PairRelations.FromLists(4, IndexLists.FromRows([], [1, 4]), IndexLists.FromRows([], []))).Message
            .ShouldBe("Expected candidates from 0 to 3, but row 1 has 4. (Parameter 'positives')");
        Should.Throw<ArgumentException>(() => PairRelations.FromLists(4, IndexLists.FromRows([1]), IndexLists.FromRows([9]))).Message
            .ShouldBe("Expected candidates from 0 to 3, but row 0 has 9. (Parameter 'negatives')");
        Should.Throw<ArgumentException>(() => PairRelations.FromLists(4, IndexLists.FromRows([1, 2]), IndexLists.FromRows([2, 3]))).Message
            .ShouldBe("Expected a candidate to be positive or negative, but candidate 2 is both in row 0. (Parameter 'negatives')");
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.FromLists(-1, new IndexLists(), new IndexLists())).ParamName.ShouldBe("candidateCount");
        Should.Throw<ArgumentNullException>(() => PairRelations.FromLists(1, null!, new IndexLists())).ParamName.ShouldBe("positives");
        Should.Throw<ArgumentNullException>(() => PairRelations.FromLists(1, new IndexLists(), null!)).ParamName.ShouldBe("negatives");
    }

    [Test]
    public void FromTriplets_AnyOrder_GroupsByAnchorAndPositive()
    {
        PairRelations relations = PairRelations.FromTriplets(3, 5, [new(2, 0, 1), new(0, 1, 3), new(0, 4, 2), new(0, 1, 2), new(0, 1, 3)]);

        Kinds.Anchors(relations).ShouldBe([0, 0, 2]);
        Kinds.Of(relations).ShouldBe([".PNN.", "..N.P", "PN..."]);
        (relations.AnchorCount, relations.CandidateCount).ShouldBe((3, 5));
    }

    [Test]
    public void FromTriplets_WrongIndex_NamesTripletAndPart()
    {
        Should.Throw<ArgumentException>(() => PairRelations.FromTriplets(1, 2, [new(0, 0, 1), new(1, 0, 1)])).Message
            .ShouldBe("Expected the anchor of triplet 1 to be from 0 to 0, but got 1. (Parameter 'triplets')");
        Should.Throw<ArgumentException>(() => PairRelations.FromTriplets(1, 2, [new(0, 2, 1)])).Message
            .ShouldBe("Expected the positive of triplet 0 to be from 0 to 1, but got 2. (Parameter 'triplets')");
        Should.Throw<ArgumentException>(() => PairRelations.FromTriplets(1, 2, [new(0, 0, -1)])).Message
            .ShouldBe("Expected the negative of triplet 0 to be from 0 to 1, but got -1. (Parameter 'triplets')");
        Should.Throw<ArgumentException>(() => PairRelations.FromTriplets(1, 2, [new(0, 1, 1)])).Message
            .ShouldBe("Expected a positive and another candidate as negative, but triplet 0 has 1 twice. (Parameter 'triplets')");
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.FromTriplets(-1, 2, [])).ParamName.ShouldBe("anchorCount");
    }

    [Test]
    public void FromEdges_AnyDirection_ListsEachAtItsLowerEndAndAddsRepeatedWeights()
    {
        PairRelations relations = PairRelations.FromEdges(4, [new(3, 1, 2), new(0, 1), new(1, 3, 0.5f), new(1, 2)]);

        Kinds.Of(relations).ShouldBe(["IP..", ".IPP", "..I.", "...I"]);
        relations.GetRow(1).PositiveValues.ToArray().ShouldBe([1, 2.5f]);
        relations.GetRow(0).PositiveValues.ToArray().ShouldBe([1]);
    }

    [Test]
    public void FromEdges_WrongEdges_AreNamed()
    {
        Should.Throw<ArgumentException>(() => PairRelations.FromEdges(2, [new(0, 1), new(0, 2)])).Message
            .ShouldBe("Expected the end of edge 1 to be from 0 to 1, but got 2. (Parameter 'edges')");
        Should.Throw<ArgumentException>(() => PairRelations.FromEdges(2, [new(-1, 1)])).Message
            .ShouldBe("Expected the end of edge 0 to be from 0 to 1, but got -1. (Parameter 'edges')");
        Should.Throw<ArgumentException>(() => PairRelations.FromEdges(2, [new(1, 1)])).Message
            .ShouldBe("Expected an edge between two different nodes, but edge 0 joins node 1 with itself. (Parameter 'edges')");
        Should.Throw<ArgumentException>(() => PairRelations.FromEdges(2, [new(0, 1, -0.5f)])).Message
            .ShouldBe("Expected finite edge weights of 0 or more, but edge 0 has -0.5. (Parameter 'edges')");
        Should.Throw<ArgumentException>(() => PairRelations.FromEdges(2, [new(0, 1, float.NaN)])).Message
            .ShouldBe("Expected finite edge weights of 0 or more, but edge 0 has NaN. (Parameter 'edges')");
        Should.Throw<NonFiniteValueException>(() => PairRelations.FromEdges(2, [new(0, 1, float.MaxValue), new(0, 1, float.MaxValue)]));
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.FromEdges(-1, [])).ParamName.ShouldBe("nodeCount");
    }

    [Test]
    public void FromScoredPairs_AnyOrder_HoldsScoresAsValues()
    {
        PairRelations relations = PairRelations.FromScoredPairs(3, 4, [new(2, 0, 0.5f), new(0, 3, 1), new(0, 1, -2)]);

        Kinds.Of(relations).ShouldBe([".P.P", "....", "P..."]);
        relations.GetRow(0).PositiveValues.ToArray().ShouldBe([-2, 1]);
        relations.GetRow(2).PositiveValues.ToArray().ShouldBe([0.5f]);
    }

    [Test]
    public void FromScoredPairs_WrongPairs_AreNamed()
    {
        Should.Throw<ArgumentException>(() => PairRelations.FromScoredPairs(2, 3, [new(0, 0, 1), new(2, 0, 1)])).Message
            .ShouldBe("Expected the anchor of pair 1 to be from 0 to 1, but got 2. (Parameter 'pairs')");
        Should.Throw<ArgumentException>(() => PairRelations.FromScoredPairs(2, 3, [new(0, 3, 1)])).Message
            .ShouldBe("Expected the candidate of pair 0 to be from 0 to 2, but got 3. (Parameter 'pairs')");
        Should.Throw<ArgumentException>(() => PairRelations.FromScoredPairs(2, 3, [new(1, 0, 1), new(1, 0, 1)])).Message
            .ShouldBe("Expected each index of a row once, but row 1 has 0 twice. (Parameter 'indices')");
        Should.Throw<NonFiniteValueException>(() => PairRelations.FromScoredPairs(2, 3, [new(1, 0, float.PositiveInfinity)])).Row.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.FromScoredPairs(-1, 3, [])).ParamName.ShouldBe("anchorCount");
    }

    [Test]
    public void None_Rows_HaveNoPair()
    {
        Kinds.Of(PairRelations.None(3)).ShouldBe(["I..", ".I.", "..I"]);
        Should.Throw<ArgumentOutOfRangeException>(() => PairRelations.None(-1)).ParamName.ShouldBe("count");
    }
}
