using System.Globalization;

namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class NonFiniteValueExceptionTests
{
    [Test]
    [SetCulture("de-DE")]
    public void Message_AnyCulture_NamesValueRowAndColumn()
    {
        NonFiniteValueException exception = new("anchors", 1, 2, float.NegativeInfinity);

        exception.Message.ShouldBe($"Expected finite values, but got {float.NegativeInfinity.ToString(CultureInfo.InvariantCulture)} in row 1, column 2. (Parameter 'anchors')");
        (exception.ParamName, exception.Row, exception.Column, exception.Value).ShouldBe(("anchors", 1, 2, float.NegativeInfinity));
    }
}
