using System.Globalization;
using System.Text;
using RuVector.Training.Files;

namespace AdapterTraining.Tests.Support;

/// <summary>A reverse dictionary of 60 words in the layout of <c>data/revdict</c>, in which a linear map leads from definitions to words.</summary>
/// <remarks>40 words are candidates, 20 occur in definitions only. The vector of a candidate is a fixed map of the sum of the four words that define it; a definition names three of them.</remarks>
internal static class SmallDictionary
{
    public const int Dimension = 8;
    public const int Candidates = 40;
    public const int Words = 60;

    /// <summary>Queries whose texts have unknown words, capitals, digits, repeated words and more than one answer.</summary>
    public const string OwnQueries =
        "id\tgloss\tgold\talso\n" +
        "own1\tWca, the wcb (of 3 unknowns) wcc-WCA\twaa\t\n" +
        "own2\twaa and wab\twac wad\twae\n" +
        "own3\twct\twbn\twcs\n";

    private static readonly (string Split, int Count, int FirstAnswer, int Answers)[] _splits = [("train", 80, 0, 28), ("valid", 20, 28, 6), ("test", 20, 34, 6)];

    /// <summary>Gets the name of a word: "waa" is word 0; those from word 40 on are "wca" to "wct".</summary>
    public static string Word(int row) => row < Candidates ? $"w{(char)('a' + (row / 26))}{(char)('a' + (row % 26))}" : $"wc{(char)('a' + row - Candidates)}";

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Random random = new(7);
        int[][] parts = [.. Enumerable.Range(0, Candidates).Select(_ => Enumerable.Range(Candidates, Words - Candidates).OrderBy(_ => random.Next()).Take(4).ToArray())];
        File.WriteAllText(Path.Combine(folder, "vocab.txt"), string.Concat(Enumerable.Range(0, Words).Select(static row => Word(row) + "\n")));
        NpyFile.Write(Path.Combine(folder, "vectors.npy"), Vectors(parts, random));
        foreach ((string split, int count, int firstAnswer, int answers) in _splits)
        {
            StringBuilder text = new("id\tgloss\tgold\talso\n");
            for (int i = 0; i < count; i++)
            {
                int answer = firstAnswer + (i % answers);
                string gloss = string.Join(' ', parts[answer].OrderBy(_ => random.Next()).Take(3).Select(Word));
                string also = i % 5 == 0 ? Word((answer + 7) % Candidates) : "";
                text.Append(CultureInfo.InvariantCulture, $"{split}{i}\tA {gloss}.\t{Word(answer)}\t{also}\n");
            }

            File.WriteAllText(Path.Combine(folder, $"{split}.tsv"), text.ToString());
        }

        File.WriteAllText(Path.Combine(folder, "meta.json"), $$"""{ "format": 1, "dim": {{Dimension}}, "rows": {{Words}}, "candidates": {{Candidates}}, "train": 80, "valid": 20, "test": 20 }""");
    }

    private static float[,] Vectors(int[][] parts, Random random)
    {
        float[,] map = Gaussian(Dimension, random);
        float[,] vectors = Gaussian(Words, random);
        for (int row = 0; row < Candidates; row++)
        {
            for (int d = 0; d < Dimension; d++)
            {
                vectors[row, d] = parts[row].Sum(part => Enumerable.Range(0, Dimension).Sum(e => vectors[part, e] * map[e, d])) / 4;
            }
        }

        return vectors;
    }

    private static float[,] Gaussian(int rows, Random random)
    {
        float[,] values = new float[rows, Dimension];
        for (int i = 0; i < values.Length; i++)
        {
            values[i / Dimension, i % Dimension] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
