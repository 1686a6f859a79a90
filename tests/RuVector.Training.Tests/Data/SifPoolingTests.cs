using System.Text;
using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class SifPoolingTests
{
    private static readonly WordVectors _words = new(
        RowNames.Read(new MemoryStream("the\nlake\nsalt\nrare\n"u8.ToArray()), "vocab.txt"),
        new float[,] { { 1, 0 }, { 0, 3 }, { 2, 3 }, { -4, 1 } });

    // Texts: df = the 2, lake 1, salt 0, rare 0; sum 3, V = 4. mu of the first three words = (1, 2).
    private static readonly SifPooling _pooling = SifPooling.Fit(_words, 3, ["The the lake", "the"], smoothing: 0.1);

    [Test]
    public void Fit_Texts_HasTheWeightsAndTheMean()
    {
        _pooling.Weights.ToArray().ShouldBe([0.1 / (0.1 + (3.0 / 7)), 0.1 / (0.1 + (2.0 / 7)), 0.1 / (0.1 + (1.0 / 7)), 0.1 / (0.1 + (1.0 / 7))]);
        _pooling.Mean.ToArray().ShouldBe([1, 2]);
    }

    [Test]
    public void TryEmbed_Text_IsTheUnitSumOfWeightedCentredVectors()
    {
        float[] vector = new float[2];
        (double the, double lake) = (_pooling.Weights[0], _pooling.Weights[1]);
        double x = 2 * the * (1 - 1) + (lake * (0 - 1));
        double y = 2 * the * (0 - 2) + (lake * (3 - 2));
        double length = Math.Sqrt((x * x) + (y * y));

        _pooling.TryEmbed("The unknown, THE-lake!", vector).ShouldBeTrue();

        vector[0].ShouldBe((float)(x / length), 1e-7f);
        vector[1].ShouldBe((float)(y / length), 1e-7f);
    }

    [Test]
    public void TryEmbedWord_Word_IsTheUnitDifferenceFromTheMean()
    {
        float[] vector = new float[2];

        _pooling.TryEmbedWord(3, vector).ShouldBeTrue();

        vector[0].ShouldBe((float)(-5 / Math.Sqrt(26)), 1e-7f);
        vector[1].ShouldBe((float)(-1 / Math.Sqrt(26)), 1e-7f);
    }

    [TestCase("")]
    [TestCase("nothing known, 42")]
    public void TryEmbed_NoKnownToken_IsFalseAndZero(string text)
    {
        float[] vector = [7, 7];

        _pooling.TryEmbed(text, vector).ShouldBeFalse();

        vector.ShouldBe([0, 0]);
    }

    [Test]
    public void TryEmbedWord_TheMeanItself_IsFalseAndZero()
    {
        float[] vector = [7, 7];

        SifPooling.Fit(_words, 1, []).TryEmbedWord(0, vector).ShouldBeFalse();

        vector.ShouldBe([0, 0]);
    }

    [TestCase("Don't--stop: café 2x ÄBC", "don t stop caf x bc")]
    [TestCase("a", "a")]
    [TestCase("42 !", "")]
    public void LetterRuns_Text_AreItsRunsOfLetters(string text, string expected)
    {
        StringBuilder tokens = new();
        foreach (ReadOnlySpan<char> token in new LetterRuns(text.ToLowerInvariant()))
        {
            tokens.Append(tokens.Length > 0 ? " " : "").Append(token);
        }

        tokens.ToString().ShouldBe(expected);
    }

    [Test]
    public void Fit_BadSetting_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => SifPooling.Fit(_words, 5, [])).Message.ShouldStartWith("Expected 1 to 4 candidates, but got 5.");
        Should.Throw<ArgumentOutOfRangeException>(static () => SifPooling.Fit(_words, 3, [], smoothing: 0)).Message.ShouldStartWith("Expected a positive, finite number, but got 0.");
        Should.Throw<ArgumentOutOfRangeException>(static () => SifPooling.Fit(_words, 3, [], double.NaN)).Message.ShouldStartWith("Expected a positive, finite number, but got NaN.");
        Should.Throw<ArgumentException>(static () => _pooling.TryEmbed("lake", new float[3])).Message.ShouldStartWith("Expected room for 2 values, but got 3.");
        Should.Throw<ArgumentException>(static () => new WordVectors(_words.Words, new float[3, 2])).Message.ShouldStartWith("Expected a vector for each of 4 words, but got 3.");
    }
}
