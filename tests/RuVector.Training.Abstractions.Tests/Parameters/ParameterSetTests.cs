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
}
