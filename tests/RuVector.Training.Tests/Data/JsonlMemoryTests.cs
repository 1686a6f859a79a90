using System.Text;
using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

/// <summary>Streams far larger than what may be allocated for them.</summary>
[TestFixture]
[NonParallelizable]
public sealed class JsonlMemoryTests
{
    private const long StreamBytes = 256L << 20;

    [Test]
    public void Check_LargeStream_AllocatesNothingForItsLines()
    {
        byte[] line = Encoding.UTF8.GetBytes($"{{\"query\": [{Numbers}], \"positive\": [[{Numbers}], [9{Numbers}]]}}\n");
        RepeatedStream stream = new(line, StreamBytes);
        long before = GC.GetAllocatedBytesForCurrentThread();

        LineCounts lines = JsonlFile.Check(stream, "f", RecordKind.Pairs);

        lines.Accepted.ShouldBe(StreamBytes / line.Length);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Test]
    public void Check_BadLines_AllocateOnlyTheirErrors()
    {
        byte[] line = Encoding.UTF8.GetBytes(new string('x', 100_000) + "\n");
        RepeatedStream stream = new(line, StreamBytes);
        long before = GC.GetAllocatedBytesForCurrentThread();

        JsonlFile.Check(stream, "f", RecordKind.Pairs, new() { MaxBadLines = long.MaxValue }).Rejected.ShouldBe(StreamBytes / line.Length);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(32 << 20);
    }

    [Test]
    public void Check_EndlessLine_IsRefusedWithBoundedMemory()
    {
        RepeatedStream stream = new("[[[[[[[["u8.ToArray(), long.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();

        TrainingDataException e = Should.Throw<TrainingDataException>(() => JsonlFile.Check(stream, "f", RecordKind.Pairs));

        e.Message.ShouldBe("f(1,16777217): Expected a line of at most 16777216 bytes.");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5L * Utf8LineReader.MaxLineBytes);
    }

    [Test]
    public void Check_VeryLongLinesThatAreLeftOut_KeepMemoryFlat()
    {
        byte[] line = [.. Enumerable.Repeat((byte)'1', 40 << 20), (byte)'\n'];
        RepeatedStream stream = new(line, 6L * line.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();

        JsonlFile.Check(stream, "f", RecordKind.Pairs, new() { MaxBadLines = 6 }).ShouldBe(new LineCounts(0, 6, 0, 6));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5L * Utf8LineReader.MaxLineBytes);
    }

    private static string Numbers => string.Join(",", Enumerable.Range(1, 100).Select(static i => FormattableString.Invariant($"{i / 7f}")));

    /// <summary>The same bytes again and again.</summary>
    private sealed class RepeatedStream(byte[] unit, long length) : MemoryStream
    {
        private long _read;

        public override int Read(Span<byte> buffer)
        {
            int filled = 0;
            while (filled < buffer.Length && _read < length / unit.Length * unit.Length)
            {
                int start = (int)(_read % unit.Length);
                int count = Math.Min(unit.Length - start, buffer.Length - filled);
                unit.AsSpan(start, count).CopyTo(buffer[filled..]);
                (filled, _read) = (filled + count, _read + count);
            }

            return filled;
        }
    }
}
