namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class ParameterSetTests
{
    [Test]
    public void Constructor_Shapes_CutOneFlatBuffer()
    {
        ParameterSet set = new(new ParameterShape("weight", 2, 3), new ParameterShape("scale"), new ParameterShape("bias", 2));
        set["scale"].Values[0] = 7;
        set["bias"].Gradients[1] = 8;
        set["weight"].ValueMatrix[1][0] = 9;
        set["weight"].GradientMatrix[0][2] = 10;

        set.Values.ToArray().ShouldBe([0, 0, 0, 9, 0, 0, 7, 0, 0]);
        set.Gradients.ToArray().ShouldBe([0, 0, 10, 0, 0, 0, 0, 0, 8]);
        set.Segments.Select(static s => s.Offset).ShouldBe([0, 6, 7]);
    }

    [Test]
    public void ZeroGradients_LeavesTheValues()
    {
        ParameterSet set = new(new ParameterShape("w", 2));
        set.Values.Fill(1);
        set.Gradients.Fill(2);
        set.ZeroGradients();

        set.Values.ToArray().ShouldBe([1, 1]);
        set.Gradients.ToArray().ShouldBe([0, 0]);
    }

    [Test]
    public void SetGroup_Pattern_ReachesTheSegmentsThatMatch()
    {
        ParameterSet set = new(new ParameterShape("layer1.weight", 2), new ParameterShape("layer1.bias", 2), new ParameterShape("layer2.bias", 2));
        ParameterGroup group = new() { WeightDecay = 0 };

        set.SetGroup("*.bias", new ParameterGroup { IsFrozen = true });
        set.SetGroup("layer?.b*", group);

        set.Segments.Select(static s => s.Group).ShouldBe([ParameterGroup.Default, group, group]);
    }

    [Test]
    public void SetGroup_PatternOfNoSegment_IsRefusedNamingAll() =>
        Should.Throw<ArgumentException>(() => new ParameterSet(new ParameterShape("weight", 2), new ParameterShape("bias", 2)).SetGroup("Bias", ParameterGroup.Default)).Message
            .ShouldBe("Expected a pattern of some of the segments weight, bias, but got 'Bias'. (Parameter 'pattern')");

    [Test]
    public void Join_Groups_GoWithTheirSegments()
    {
        ParameterGroup group = new() { LearningRateFactor = 2 };
        ParameterSet one = new(new ParameterShape("a", 2), new ParameterShape("b", 2)), other = new(new ParameterShape("a", 2));
        one["b"].Group = group;

        ParameterSet whole = ParameterSet.Join(KeyValuePair.Create("one", one), KeyValuePair.Create("none", new ParameterSet()), KeyValuePair.Create("other", other));

        whole.Segments.Select(static s => s.Group).ShouldBe([ParameterGroup.Default, group, ParameterGroup.Default]);
    }

    [TestCase(-1f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void ParameterGroup_ValueOutOfRange_IsRefused(float value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterGroup { LearningRateFactor = value }).Message.ShouldStartWith("Expected a finite factor of the learning rate of 0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterGroup { WeightDecay = value }).Message.ShouldStartWith("Expected a finite weight decay of 0 or more");
    }

    [Test]
    public void Constructor_NoShapes_IsEmpty() => new ParameterSet().Values.Length.ShouldBe(0);

    [Test]
    public void Constructor_WrongShapes_AreRefused()
    {
        Should.Throw<ArgumentException>(() => new ParameterSet(new ParameterShape("a", 1), new ParameterShape("a", 2))).Message
            .ShouldBe("Expected segments with different names, but 'a' occurs twice. (Parameter 'shapes')");
        Should.Throw<ArgumentException>(() => new ParameterSet(new ParameterShape("a", Array.MaxLength), new ParameterShape("b", 10))).Message
            .ShouldBe("Expected at most 2147483591 values in a set, but got 2147483601 up to 'b'. (Parameter 'shapes')");
        Should.Throw<ArgumentNullException>(() => new ParameterSet((IEnumerable<ParameterShape>)null!)).ParamName.ShouldBe("shapes");
    }

    [Test]
    public void Indexer_UnknownName_ListsTheKnownOnes() =>
        Should.Throw<ArgumentException>(() => _ = new ParameterSet(new ParameterShape("a"), new ParameterShape("b"))["A"]).Message
            .ShouldBe("Expected one of the segments a, b, but got 'A'. (Parameter 'name')");

    [Test]
    public void Matrix_OtherNumberOfDimensions_IsRefused()
    {
        ParameterSegment segment = new ParameterSet(new ParameterShape("bias", 3)).Segments[0];

        Should.Throw<InvalidOperationException>(() => _ = segment.ValueMatrix).Message.ShouldBe("Expected a segment with two dimensions, but got bias [3].");
        Should.Throw<InvalidOperationException>(() => _ = segment.GradientMatrix).Message.ShouldBe("Expected a segment with two dimensions, but got bias [3].");
    }

    [Test]
    public void Join_Sets_BecomeViewsOfOneFlatBuffer()
    {
        ParameterSet first = new(new ParameterShape("w", 1, 2), new ParameterShape("b"));
        ParameterSet second = new(new ParameterShape("w", 2));
        ParameterSegment bias = first["b"];
        (first.Values[2], second.Values[1], second.Gradients[0]) = (3, 5, 7);

        ParameterSet all = ParameterSet.Join(KeyValuePair.Create("x", first), KeyValuePair.Create("none", new ParameterSet()), KeyValuePair.Create("y", second));
        all.Segments.Select(static s => $"{s.Shape} {s.Offset}").ShouldBe(["x.w [1, 2] 0", "x.b [] 2", "y.w [2] 3"]);
        all.Values.ToArray().ShouldBe([0, 0, 3, 0, 5]);
        all.Gradients.ToArray().ShouldBe([0, 0, 0, 7, 0]);

        bias.Values[0] = 4;
        all["y.w"].Gradients[1] = 8;
        first.Values.ToArray().ShouldBe([0, 0, 4]);
        all.Values.ToArray().ShouldBe([0, 0, 4, 0, 5]);
        second.Gradients.ToArray().ShouldBe([7, 8]);
        second.ZeroGradients();
        all.Gradients.ToArray().ShouldBe([0, 0, 0, 0, 0]);
    }

    [Test]
    public void Join_OfJoinedSets_KeepsAllViews()
    {
        ParameterSet leaf = new(new ParameterShape("w"));
        ParameterSet middle = ParameterSet.Join(KeyValuePair.Create("m", new ParameterSet(new ParameterShape("a", 3))), KeyValuePair.Create("n", leaf));
        ParameterSet all = ParameterSet.Join(KeyValuePair.Create("x", new ParameterSet(new ParameterShape("z"))), KeyValuePair.Create("y", middle));

        leaf.Values[0] = 9;

        all.Values.ToArray().ShouldBe([0, 0, 0, 0, 9]);
        all["y.n.w"].Values[0].ShouldBe(9);
    }

    [Test]
    public void Join_SetOfAnotherOrTwiceOrSameNames_IsRefusedAndChangesNothing()
    {
        ParameterSet taken = new(new ParameterShape("w"));
        ParameterSet whole = ParameterSet.Join(KeyValuePair.Create("x", taken));
        ParameterSet free = new(new ParameterShape("w"));

        Should.Throw<ArgumentException>(() => ParameterSet.Join(KeyValuePair.Create("f", free), KeyValuePair.Create("y", taken))).Message
            .ShouldBe("Expected sets that are each part of one set only, but 'y' is part of another or occurs twice. (Parameter 'parts')");
        Should.Throw<ArgumentException>(() => ParameterSet.Join(KeyValuePair.Create("f", free), KeyValuePair.Create("g", free))).Message
            .ShouldBe("Expected sets that are each part of one set only, but 'g' is part of another or occurs twice. (Parameter 'parts')");
        Should.Throw<ArgumentException>(() => ParameterSet.Join(KeyValuePair.Create("f", free), KeyValuePair.Create("f", new ParameterSet(new ParameterShape("w"))))).Message
            .ShouldStartWith("Expected segments with different names, but 'f.w' occurs twice.");
        ParameterSet.Join(KeyValuePair.Create("f", free)).Values.Length.ShouldBe(1);
        whole.Values.Length.ShouldBe(1);
    }
}
