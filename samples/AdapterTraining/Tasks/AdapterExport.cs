using System.Globalization;
using System.Security.Cryptography;
using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Files;

namespace AdapterTraining.Tasks;

/// <summary>The trained adapter as a file that is enough to use it: pooling weights and mean beside the map, and how to apply them.</summary>
internal static class AdapterExport
{
    public static void Write(string path, IEmbeddingModel adapter, SifPooling pooling, DirectoryInfo data, TrainingRun run)
    {
        NamedTensor[] tensors =
        [
            new(new ParameterShape("mean", pooling.Dimension), ToFloat(pooling.Mean)),
            new(new ParameterShape("token_weights", pooling.Weights.Length), ToFloat(pooling.Weights)),
        ];
        Dictionary<string, string> metadata = new()
        {
            ["tokens"] = "runs of a-z of the lower-cased text; those that vocab.txt lacks are dropped; token_weights[i] belongs to line i of vocab.txt, v[i] is row i of vectors.npy",
            ["query"] = "x = unit(sum over tokens t of token_weights[t] * (v[t] - mean)); q = unit(adapter(x))",
            ["document"] = "d = unit(v[i] - mean)",
            ["score"] = "cosine of q and d, the dot product of the two",
            ["unit"] = "a vector divided by its Euclidean length",
            ["data_sha256"] = HashOf(data),
            ["seed"] = run.Context.Seed!.Value.ToString(CultureInfo.InvariantCulture),
            ["steps"] = run.Context.TotalSteps!.Value.ToString(CultureInfo.InvariantCulture),
            ["components"] = string.Join(", ", run.Selected.OrderBy(static part => part.Key, StringComparer.Ordinal).Select(static part => $"{part.Key}={part.Value}")),
        };
        AdapterFile.Write(path, adapter, tensors, metadata);
    }

    private static float[] ToFloat(ReadOnlySpan<double> values)
    {
        float[] converted = new float[values.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = (float)values[i];
        }

        return converted;
    }

    /// <summary>One hash over what the adapter was made from.</summary>
    private static string HashOf(DirectoryInfo data)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in (string[])["vocab.txt", "vectors.npy", "train.tsv"])
        {
            hash.AppendData(File.ReadAllBytes(Path.Combine(data.FullName, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
