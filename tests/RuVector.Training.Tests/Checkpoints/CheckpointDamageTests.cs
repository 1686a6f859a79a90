using RuVector.Training.Checkpoints;

namespace RuVector.Training.Tests.Checkpoints;

/// <summary>Every small damage of a file of 4 KB, one after the other.</summary>
[TestFixture]
public sealed class CheckpointDamageTests
{
    private static readonly byte[] _file = FourKilobytes();

    [Test]
    public void File_IsOfFourKilobytes() => _file.Length.ShouldBeInRange(4000, 4200);

    [Test]
    public void Read_EveryTruncation_IsRefused() => Undetected(Truncations(), CheckpointBytes.Read).ShouldBe(0);

    [Test]
    public void Read_EveryBitFlip_IsRefused() => Undetected(BitFlips(), CheckpointBytes.Read).ShouldBe(0);

    [Test]
    public void Read_EveryValueOfEveryByteOfTheHeader_IsRefused() => Undetected(HeaderBytes(), CheckpointBytes.Read).ShouldBe(0);

    [Test]
    public void Read_TwoRegionsSwapped_IsRefused() => Undetected(Swaps(), CheckpointBytes.Read).ShouldBe(0);

    [Test]
    public void Read_FlippedValue_NamesTheTensor()
    {
        byte[] file = [.. _file];
        file[^1] ^= 1;

        Should.Throw<CheckpointException>(() => CheckpointBytes.Read(file)).Tensor.ShouldBe("bits");
    }

    [Test]
    public void Harness_ReaderThatChecksNoHeaderDigest_IsFoundOut() =>
        Undetected(BitFlips(), static (file, _) => CheckpointBytes.Read(ForgedCheckpoint.Resealed(file))).ShouldBeGreaterThan(50);

    [Test]
    public void Harness_ReaderThatPadsWhatIsMissing_IsFoundOut() =>
        Undetected(Truncations(), static (file, _) => CheckpointBytes.Read([.. file, .. _file[file.Length..]])).ShouldBe(_file.Length);

    private static int Undetected(IEnumerable<byte[]> damaged, Func<byte[], CheckpointFileOptions?, Checkpoint> read)
    {
        int undetected = 0;
        foreach (byte[] file in damaged)
        {
            try
            {
                read(file, null);
                undetected++;
            }
            catch (CheckpointException)
            {
            }
        }

        return undetected;
    }

    private static IEnumerable<byte[]> Truncations() => Enumerable.Range(0, _file.Length).Select(static length => _file[..length]);

    // The same array again and again: each change is taken back.
    private static IEnumerable<byte[]> BitFlips()
    {
        byte[] file = [.. _file];
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return file;
            file[bit / 8] = _file[bit / 8];
        }
    }

    private static IEnumerable<byte[]> HeaderBytes()
    {
        byte[] file = [.. _file];
        int headerEnd = 8 + (int)BitConverter.ToInt64(file);
        for (int position = 0; position < headerEnd; position++)
        {
            for (int delta = 1; delta < 256; delta++)
            {
                file[position] = (byte)(_file[position] + delta);
                yield return file;
            }

            file[position] = _file[position];
        }
    }

    private static IEnumerable<byte[]> Swaps()
    {
        foreach (int length in new[] { 1, 4, 16, 100 })
        {
            for (int first = 0; first + (2 * length) <= _file.Length; first += 61)
            {
                for (int second = first + length; second + length <= _file.Length; second += 307)
                {
                    if (!_file.AsSpan(first, length).SequenceEqual(_file.AsSpan(second, length)))
                    {
                        yield return [.. _file[..first], .. _file[second..(second + length)], .. _file[(first + length)..second], .. _file[first..(first + length)], .. _file[(second + length)..]];
                    }
                }
            }
        }
    }

    private static byte[] FourKilobytes()
    {
        float[] values = [.. Enumerable.Range(0, 700).Select(static i => i * 0.37f)];
        Checkpoint checkpoint = new(
            42,
            [
                CheckpointTensor.FromSingles(new ParameterShape("w", 20, 35), values),
                CheckpointTensor.FromInt64s(new ParameterShape("cursor"), new long[] { 3 }),
                CheckpointTensor.FromBytes(new ParameterShape("bits", 9), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }),
            ],
            new Dictionary<string, string> { ["seed"] = "1", ["configuration"] = new string('c', 600) },
            metric: 0.5);
        using TemporaryCheckpoint file = new(checkpoint);
        return file.Bytes();
    }
}
