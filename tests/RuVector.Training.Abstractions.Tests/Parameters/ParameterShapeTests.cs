namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class ParameterShapeTests
{
    [TestCase(new int[0], 1, "w []")]
    [TestCase(new[] { 3 }, 3, "w [3]")]
    [TestCase(new[] { 2, 0, 4 }, 0, "w [2, 0, 4]")]
    [TestCase(new[] { 65536, 65536, 0 }, 0, "w [65536, 65536, 0]")]
    public void Constructor_Sizes_MultiplyToTheLength(int[] sizes, int length, string text)
    {
        ParameterShape shape = new("w", sizes);

        shape.Length.ShouldBe(length);
        shape.ToString().ShouldBe(text);
        shape.Dimensions.ToArray().ShouldBe(sizes);
    }

    [Test]
    public void Equality_NameAndSizes_Decide()
    {
        ParameterShape shape = new("w", 2, 3);

        shape.ShouldBe(new ParameterShape("w", 2, 3));
        shape.GetHashCode().ShouldBe(new ParameterShape("w", 2, 3).GetHashCode());
        shape.ShouldNotBe(new ParameterShape("w", 3, 2));
        shape.ShouldNotBe(new ParameterShape("v", 2, 3));
        shape.Equals(null).ShouldBeFalse();
    }

    [Test]
    public void Dimensions_ChangedArray_DoesNotReachTheShape()
    {
        int[] sizes = [2, 3];
        ParameterShape shape = new("w", sizes);
        sizes[0] = 9;

        shape.ToString().ShouldBe("w [2, 3]");
    }

    [Test]
    public void Constructor_WrongArguments_AreRefused()
    {
        Should.Throw<ArgumentException>(() => new ParameterShape(" ", 1)).ParamName.ShouldBe("name");
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterShape("w", 2, -1)).ParamName.ShouldBe("dimensions");
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterShape("w", 65536, 65536, 65536, 65536)).Message
            .ShouldStartWith("Expected at most 2147483591 values in a tensor, but 'w' has shape [65536, 65536, 65536, 65536].");
    }
}
