using RuVector.Training.Adapters;
using RuVector.Training.Tests.Files;

namespace RuVector.Training.AI.Tests;

/// <summary>A place that adapters are promoted to: each adds its own number to every value.</summary>
internal sealed class AdapterPlace : IDisposable
{
    /// <summary>When the first file was written; long ago for the clock of the machine.</summary>
    public static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public AdapterPlace() => Promote(ThatAdds(1), seconds: 0);

    public string Path => _folder.File("adapter.safetensors");

    public static LinearAdapter ThatAdds(float number)
    {
        LinearAdapter adapter = new(3);
        adapter.Parameters["bias"].Values.Fill(number);
        return adapter;
    }

    public static float[] Added(float number, string text) => [.. FakeGenerator.VectorOf(text).Select(value => value + number)];

    public void Promote(IEmbeddingModel adapter, int seconds)
    {
        AdapterFile.Write(_folder.File("next"), adapter);
        Promote(seconds);
    }

    public void Promote(byte[] bytes, int seconds)
    {
        File.WriteAllBytes(_folder.File("next"), bytes);
        Promote(seconds);
    }

    public void Dispose() => _folder.Dispose();

    private void Promote(int seconds)
    {
        File.SetLastWriteTimeUtc(_folder.File("next"), Start.UtcDateTime.AddSeconds(seconds));
        File.Move(_folder.File("next"), Path, overwrite: true);
    }
}
