using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AdapterTraining.Tests.Support;

namespace AdapterTraining.Tests;

/// <summary>The adapter file is enough to embed queries and documents: this fixture does so with nothing but the file, its words, and the data.</summary>
[TestFixture]
public sealed partial class AdapterFileTests
{
    private TemporaryFolder _folder = null!;
    private PlainTensors _adapter = null!;
    private float[][] _vectors = null!;

    [OneTimeSetUp]
    public async Task TrainAndExport()
    {
        _folder = new TemporaryFolder();
        SmallDictionary.Write(_folder["data"]);
        await File.WriteAllTextAsync(_folder["own.tsv"], SmallDictionary.OwnQueries);
        SampleResult result = await Sample.RunAsync(
            "--data", _folder["data"], "--steps", "30", "--seed", "5", "--out", _folder["out"], "--export", _folder["export"], "--queries", _folder["own.tsv"]);
        result.ExitCode.ShouldBe(Job.Better, result.Error);
        _adapter = new PlainTensors(Path.Combine(_folder["out"], "adapter.safetensors"));
        _vectors = PlainNpy.Read(Path.Combine(_folder["data"], "vectors.npy"));
    }

    [OneTimeTearDown]
    public void RemoveData() => _folder.Dispose();

    [Test]
    public void Adapter_Written_HasTheTensors()
    {
        _adapter.Names.ShouldBe(["weight", "bias", "mean", "token_weights"]);
        _adapter.Shape("weight").ShouldBe([SmallDictionary.Dimension, SmallDictionary.Dimension]);
        _adapter.Shape("bias").ShouldBe([SmallDictionary.Dimension]);
        _adapter.Shape("mean").ShouldBe([SmallDictionary.Dimension]);
        _adapter.Shape("token_weights").ShouldBe([SmallDictionary.Words]);
    }

    [Test]
    public void Adapter_Written_SaysHowToApplyItAndWhereItComesFrom()
    {
        _adapter.Metadata("tokens").ShouldBe(
            "runs of a-z of the lower-cased text; those that vocab.txt lacks are dropped; token_weights[i] belongs to line i of vocab.txt, v[i] is row i of vectors.npy");
        _adapter.Metadata("query").ShouldBe("x = unit(sum over tokens t of token_weights[t] * (v[t] - mean)); q = unit(adapter(x))");
        _adapter.Metadata("adapter").ShouldBe("y = x + x @ weight + bias; weight is row-major [input, output]");
        _adapter.Metadata("document").ShouldBe("d = unit(v[i] - mean)");
        _adapter.Metadata("unit").ShouldBe("a vector divided by its Euclidean length");
        _adapter.Metadata("seed").ShouldBe("5");
        _adapter.Metadata("steps").ShouldBe("30");
        _adapter.Metadata("components").ShouldBe("Curriculum=Linear, Loss=InfoNce, Miner=SemiHard, Optimizer=AdamW, Scheduler=Cosine, Temperature=TemperatureAnnealing");
        byte[] data = [.. ((string[])["vocab.txt", "vectors.npy", "train.tsv"]).SelectMany(file => File.ReadAllBytes(Path.Combine(_folder["data"], file)))];
        _adapter.Metadata("data_sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(data)));
    }

    [Test]
    public void Queries_Exported_FollowFromTheFileAlone()
    {
        float[][] exported = PlainNpy.Read(Path.Combine(_folder["export"], "queries.npy"));
        string[] texts = [.. SmallDictionary.OwnQueries.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(static line => line.Split('\t')[1])];

        exported.Length.ShouldBe(texts.Length);
        for (int i = 0; i < texts.Length; i++)
        {
            ShouldBeClose(exported[i], Query(texts[i]), texts[i]);
        }
    }

    [Test]
    public void Documents_Exported_FollowFromTheFileAlone()
    {
        float[][] exported = PlainNpy.Read(Path.Combine(_folder["export"], "documents.npy"));

        exported.Length.ShouldBe(SmallDictionary.Candidates);
        for (int i = 0; i < exported.Length; i++)
        {
            ShouldBeClose(exported[i], Unit(Centred(i)), SmallDictionary.Word(i));
        }
    }

    private static void ShouldBeClose(float[] actual, double[] expected, string what)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int d = 0; d < actual.Length; d++)
        {
            ((double)actual[d]).ShouldBe(expected[d], 1e-5, what);
        }
    }

    private static double[] Unit(double[] vector) => [.. vector.Select(value => value / Math.Sqrt(vector.Sum(static v => v * v)))];

    private double[] Centred(int row) => [.. _vectors[row].Zip(_adapter.Values("mean"), static (value, mean) => (double)value - mean)];

    private double[] Query(string text)
    {
        string[] vocabulary = File.ReadAllLines(Path.Combine(_folder["data"], "vocab.txt"));
        double[] sum = new double[SmallDictionary.Dimension];
        foreach (int token in Letters().Matches(text.ToLowerInvariant()).Select(match => Array.IndexOf(vocabulary, match.Value)).Where(static row => row >= 0))
        {
            double weight = _adapter.Values("token_weights")[token];
            sum = [.. sum.Zip(Centred(token), (total, value) => total + (weight * value))];
        }

        double[] x = Unit(sum);
        (float[] map, float[] bias) = (_adapter.Values("weight"), _adapter.Values("bias"));
        return Unit([.. x.Select((value, column) => value + bias[column] + x.Select((input, row) => input * map[(row * x.Length) + column]).Sum())]);
    }

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Letters();
}
