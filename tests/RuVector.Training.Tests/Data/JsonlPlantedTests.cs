using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RuVector.Training.Data;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.Tests.Data;

/// <summary>Bad lines planted at known numbers are found there, all of them and no others.</summary>
[TestFixture]
public sealed class JsonlPlantedTests
{
    private const string Good = """{"query": [1.5, -2e-3], "positive": [[3, 4], [5, 6]], "negatives": [7, 8]}""";

    private static readonly byte[][] _bad =
    [
        [.. "{\"query\": [1.5, 2], \"positive\": [3, 4], \"negatives\": [7, 8, 9]}"u8],
        [.. "{\"query\": [1.5, NaN], \"positive\": [3, 4]}"u8],
        [.. "{\"query\": [1.5, 2e40], \"positive\": [3, 4]}"u8],
        [.. "{\"query\": [1.5, 2], \"positive\": [3, 4]"u8],
        [.. "{\"query\": [1.5, 2]}"u8],
        [.. "{\"query\": [0, 0], \"positive\": [3, 4]}"u8],
        [.. "{\"query\": [1.5, 2], \"positive\": [3, 4], \"positive\": [3, 4]}"u8],
        [.. "{\"query\": [1.5, 2], \"positives\": [3, 4]}"u8],
        [.. "{\"query\": [1.5, 2], \"positive\": [3, 4"u8, 0xFF, .. "]}"u8],
        [.. "nonsense"u8],
        [.. "{\"query\": [1.5, 2], \"positive\": [[3, 4], [3, 4]]}"u8],
        [.. "{\"query\": [1.5, 2], \"positive\": [[[[[[[[[[3, 4]]]]]]]]]]}"u8],
        [.. "\0"u8],
        [.. "{\"query\": [1.5, \r2], \"positive\": [3, 4]}"u8],
    ];

    [Test]
    public void Check_PlantedLines_AreFoundExactly() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        plan =>
        {
            using TemporaryFolder folder = new();
            (byte[] file, List<long> bad, long blank) = Build(plan, lastLineFeed: plan.Length % 2 == 0);
            JsonlOptions options = new() { MaxBadLines = long.MaxValue, RejectsPath = folder.File("rejects.jsonl"), Dimension = 2 };

            LineCounts lines = JsonlFile.Check(new MemoryStream(file), "f", RecordKind.Pairs, options);

            lines.ShouldBe(new LineCounts(plan.Length - bad.Count - blank, bad.Count, blank, plan.Length));
            RejectedLines(options.RejectsPath).ShouldBe(bad);
            FirstBadLine(file).ShouldBe(bad.Count == 0 ? 0 : bad[0]);
        }).Check(Config.QuickThrowOnFailure.WithReplay(11UL, 7UL));

    /// <summary>Half a million lines, each byte of which is changed with a small probability: those that still are records are accepted, the rest is named, and the numbers add up.</summary>
    [Test]
    public void Check_HalfAMillionMutatedLines_AreFoundExactly()
    {
        using TemporaryFolder folder = new();
        PlantedStream stream = new(lines: 500_000, seed: 5);
        JsonlOptions options = new() { MaxBadLines = long.MaxValue, RejectsPath = folder.File("rejects.jsonl"), Dimension = 2 };

        LineCounts lines = JsonlFile.Check(stream, "f", RecordKind.Pairs, options);

        lines.ShouldBe(new LineCounts(500_000 - stream.Bad.Count - stream.Blank, stream.Bad.Count, stream.Blank, 500_000));
        RejectedLines(options.RejectsPath).ShouldBe(stream.Bad);
        stream.Bad.Count.ShouldBeGreaterThan(1000);
    }

    /// <summary>Any bytes at all: the reader ends, counts every line, and throws nothing but what it promises.</summary>
    [Test]
    public void Check_RandomlyChangedBytes_NeverThrowsAnythingElse()
    {
        Random random = new(23);
        byte[] line = Encoding.UTF8.GetBytes(Good + "\n");
        for (int round = 0; round < 5_000; round++)
        {
            byte[] changed = [.. line, .. line];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : line[random.Next(line.Length)];
            }

            foreach (RecordKind kind in Enum.GetValues<RecordKind>())
            {
                LineCounts lines = JsonlFile.Check(new MemoryStream(changed), "f", kind, new() { MaxBadLines = long.MaxValue });
                lines.Total.ShouldBe(changed.Count(static b => b == '\n') + (changed[^1] == '\n' ? 0 : 1));
            }
        }
    }

    private static (byte[] File, List<long> Bad, long Blank) Build(byte[] plan, bool lastLineFeed)
    {
        MemoryStream file = new();
        List<long> bad = [];
        long blank = 0;
        for (int i = 0; i < plan.Length; i++)
        {
            blank += Append(file, plan[i], i + 1, bad);
            if (i < plan.Length - 1 || lastLineFeed || (plan[i] & 3) == 3)
            {
                file.Write(plan[i] % 5 == 0 ? "\r\n"u8 : "\n"u8);
            }
        }

        return (file.ToArray(), bad, blank);
    }

    // What kind of line a number stands for; 1 for a blank one.
    private static int Append(MemoryStream file, int choice, long line, List<long> bad)
    {
        switch (choice & 3)
        {
            case 0:
                file.Write(_bad[(choice >> 2) % _bad.Length]);
                bad.Add(line);
                return 0;
            case 3:
                file.Write((choice >> 2) % 2 == 0 ? ""u8 : " \t "u8);
                return 1;
            default:
                file.Write(Encoding.UTF8.GetBytes(Good));
                return 0;
        }
    }

    private static long FirstBadLine(byte[] file)
    {
        try
        {
            JsonlFile.Check(new MemoryStream(file), "f", RecordKind.Pairs, new() { Dimension = 2 });
            return 0;
        }
        catch (TrainingDataException e)
        {
            return e.Line;
        }
    }

    private static List<long> RejectedLines(string path) => [.. File.ReadLines(path).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt64())];

    /// <summary>Lines that are made as they are read; about one in a hundred is bad, one in fifty blank.</summary>
    private sealed class PlantedStream(int lines, int seed) : Stream
    {
        private readonly Random _random = new(seed);
        private readonly MemoryStream _chunk = new();
        private long _line;

        public List<long> Bad { get; } = [];

        public long Blank { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_chunk.Position == _chunk.Length)
            {
                Refill();
            }

            return _chunk.Read(buffer[..Math.Min(buffer.Length, _random.Next(1, 5000))]);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Refill()
        {
            _chunk.SetLength(0);
            for (int i = 0; i < 100 && _line < lines; i++)
            {
                _line++;
                int choice = _random.Next(200);
                Blank += Append(_chunk, choice < 2 ? _random.Next(64) << 2 : choice < 6 ? 3 : 1, _line, Bad);
                _chunk.Write("\n"u8);
            }

            _chunk.Position = 0;
        }
    }
}
