using System.Text;
using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class Utf8LineReaderTests
{
    [TestCase("", new string[0])]
    [TestCase("\n", new[] { "" })]
    [TestCase("a", new[] { "a" })]
    [TestCase("a\n", new[] { "a" })]
    [TestCase("a\n\nżółw 🐢\nlast", new[] { "a", "", "żółw 🐢", "last" })]
    public void Read_Text_GivesItsLines(string text, string[] expected) => Lines(Encoding.UTF8.GetBytes(text)).ShouldBe(expected);

    [Test]
    public void Read_AnyChunks_GivesTheSameLines()
    {
        Random random = new(5);
        string[] expected = [.. Enumerable.Range(0, 200).Select(_ => new string('é', random.Next(2000)))];
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', expected) + "\n");

        Utf8LineReader lines = new(new ChunkedStream(bytes, seed: 6), "f");
        List<string> got = [];
        while (lines.Read())
        {
            got.Add(Encoding.UTF8.GetString(lines.Line));
            lines.LineNumber.ShouldBe(got.Count);
        }

        got.ShouldBe(expected);
    }

    [TestCase("\uFEFFa\n", 1, 1, "Expected UTF-8 without a byte order mark.")]
    [TestCase("a\nb\r\n", 2, 2, "Expected lines that end with LF alone, but got a carriage return.")]
    [TestCase("a\n🐢é\0\n", 2, 4, "Expected text, but got a NUL character.")]
    public void Read_RefusedCharacter_NamesItsPlace(string text, int line, int column, string reason) =>
        ShouldRefuse(Encoding.UTF8.GetBytes(text), line, column, reason);

    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0x80 })]
    [TestCase(new byte[] { 0xC3 })]
    [TestCase(new byte[] { 0xC0, 0x80 })]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 })]
    [TestCase(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    public void Read_InvalidUtf8_NamesItsPlaceAndByte(byte[] invalid) =>
        ShouldRefuse([.. "a\n\né"u8, .. invalid, .. "\r\nb"u8], 3, 2, $"Expected UTF-8, but got the byte 0x{invalid[0]:X2}, which is not part of a character.");

    [Test]
    public void Read_LongestLine_IsAccepted() => Lines([.. Enumerable.Repeat((byte)'a', Utf8LineReader.MaxLineBytes), (byte)'\n', (byte)'b']).Count.ShouldBe(2);

    [Test]
    public void Read_LongerLine_IsRefused() =>
        ShouldRefuse([.. "x\n"u8, .. Enumerable.Repeat((byte)'a', Utf8LineReader.MaxLineBytes + 1), (byte)'\n'], 2, 16777217, "Expected a line of at most 16777216 bytes.");

    [Test]
    public void Read_EndlessLine_IsRefusedWithBoundedMemory()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Utf8LineReader lines = new(new EndlessStream(), "f");

        Should.Throw<TrainingDataException>(() => lines.Read()).Column.ShouldBe(16777217);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(5L * Utf8LineReader.MaxLineBytes);
    }

    [Test]
    public void Read_MarkAndCrLfAccepted_AreNoPartOfTheText() =>
        Lines(Encoding.UTF8.GetBytes("\uFEFFa\r\n\r\n\uFEFFb\nc\r"), accepts: true).ShouldBe(["a", "", "\uFEFFb", "c"]);

    [Test]
    public void Read_CarriageReturnInsideAcceptedCrLfLine_NamesItsPlace() =>
        ShouldRefuse("\uFEFFa\rb\r\n"u8.ToArray(), 1, 2, "Expected lines that end with LF or CR LF, but got a carriage return.", accepts: true);

    [Test]
    public void Read_AfterRefusedLines_GoesOnWithTheNext([Values(0, 1, 100_000, Utf8LineReader.MaxLineBytes)] int excess)
    {
        byte[] bytes = [.. "a\n"u8, 0xFF, .. "\n"u8, .. Enumerable.Repeat((byte)'x', Utf8LineReader.MaxLineBytes + 1 + excess), .. "\nlast\n"u8];
        Utf8LineReader lines = new(new ChunkedStream(bytes, seed: 3, most: 1 << 20), "f");

        lines.Read().ShouldBeTrue();
        Should.Throw<TrainingDataException>(() => lines.Read()).Line.ShouldBe(2);
        Should.Throw<TrainingDataException>(() => lines.Read()).Line.ShouldBe(3);
        lines.Line.Length.ShouldBe(Utf8LineReader.MaxLineBytes);
        lines.Read().ShouldBeTrue();
        (lines.LineNumber, Encoding.UTF8.GetString(lines.Line)).ShouldBe((4, "last"));
        lines.Read().ShouldBeFalse();
    }

    private static List<string> Lines(byte[] bytes, bool accepts = false)
    {
        Utf8LineReader lines = new(new MemoryStream(bytes), "f") { AcceptsMarkAndCrLf = accepts };
        List<string> got = [];
        while (lines.Read())
        {
            got.Add(Encoding.UTF8.GetString(lines.Line));
        }

        return got;
    }

    private static void ShouldRefuse(byte[] bytes, int line, int column, string reason, bool accepts = false)
    {
        TrainingDataException e = Should.Throw<TrainingDataException>(() => Lines(bytes, accepts));
        (e.File, e.Line, e.Column, e.Reason).ShouldBe(("f", line, column, reason));
        e.Message.ShouldBe($"f({line},{column}): {reason}");
    }

    private sealed class ChunkedStream(byte[] bytes, int seed, int most = 700) : MemoryStream(bytes)
    {
        private readonly Random _random = new(seed);

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, _random.Next(1, most))]);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'a');
            return buffer.Length;
        }
    }
}
