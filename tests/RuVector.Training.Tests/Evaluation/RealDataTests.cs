using RuVector.Training.Data;
using RuVector.Training.Evaluation;
using RuVector.Training.Numerics;
using RuVector.Training.Tests.Data;

namespace RuVector.Training.Tests.Evaluation;

/// <summary>The untrained figures that the READMEs of the data give.</summary>
[TestFixture]
public sealed class RealDataTests
{
    [Test]
    public void Test_SifCentredUntrained_HasThePublishedFigures()
    {
        RetrievalResult result = Evaluate(SampleData.ReverseDictionary, SampleData.ReverseDictionary.Test);

        result.MeanReciprocalRank.ShouldBe(0.0201, 0.00005);
        result.AccuracyAt(1).ShouldBe(0.003, 0.0005);
        result.AccuracyAt(10).ShouldBe(0.050, 0.0005);
        result.AccuracyAt(100).ShouldBe(0.180, 0.0005);
        result.MedianRank.ShouldBe(1253.5, "the README rounds");
    }

    [Test]
    public void Valid_SifCentredUntrained_HasThePublishedMrr() =>
        Evaluate(SampleData.ReverseDictionary, SampleData.ReverseDictionary.Valid).MeanReciprocalRank.ShouldBe(0.0242, 0.00005);

    [Test]
    public void Test_StrongerWeights_HaveThePublishedFigures()
    {
        ReverseDictionary dictionary = ReverseDictionary.Load(SampleData.ReverseDictionaryFolder, smoothing: 1e-4);

        RetrievalResult result = Evaluate(dictionary, dictionary.Test);

        result.MeanReciprocalRank.ShouldBe(0.0283, 0.00005);
        result.MedianRank.ShouldBe(873, 0.5);
    }

    [Test]
    public void Test_MeanOfRawVectors_HasThePublishedFigures()
    {
        ReverseDictionary dictionary = SampleData.ReverseDictionary;
        WordVectors words = dictionary.Pooling.Words;

        RetrievalResult result = RetrievalEvaluator.Evaluate(
            MeansOfRawVectors(words, dictionary.Test.Texts), words.Vectors.SliceRows(0, dictionary.DocumentCount), dictionary.Test.Gold, dictionary.Test.Ignored);

        result.MeanReciprocalRank.ShouldBe(0.0055, 0.00005);
        result.MedianRank.ShouldBe(3522.5, "the README rounds");
    }

    [Test]
    public void Mammals_SmallNormalVectors_HaveThePublishedFigures()
    {
        AncestorGraph graph = SampleData.Mammals;
        List<GraphResult> results = [];
        List<double> energies = [];
        for (ulong seed = 1; seed <= 5; seed++)
        {
            float[,] vectors = SmallNormal(graph.NodeCount, 50, seed);
            results.Add(GraphEvaluator.Evaluate(vectors, graph.Ancestors));
            energies.Add(GraphEvaluator.DirichletEnergy(vectors, graph.Edges.AsSpan()));
        }

        results.ShouldAllBe(result => result.PairCount == 6542 && result.NodeCount == 1181);
        results.Average(static result => result.MeanAveragePrecision).ShouldBe(0.011, 0.001, "the README gives a spread of 0.001 over seeds");
        results.Average(static result => result.MeanRank).ShouldBe(586, 6);
        energies.Average().ShouldBe(2.00, 0.02);
    }

    private static RetrievalResult Evaluate(ReverseDictionary dictionary, RetrievalQueries queries) =>
        RetrievalEvaluator.Evaluate(queries.Vectors, dictionary.Documents, queries.Gold, queries.Ignored);

    private static float[,] MeansOfRawVectors(WordVectors words, IReadOnlyList<string> texts)
    {
        float[,] means = new float[texts.Count, words.Dimension];
        for (int i = 0; i < texts.Count; i++)
        {
            foreach (ReadOnlySpan<char> token in new LetterRuns(texts[i].ToLowerInvariant()))
            {
                for (int d = 0; words.Words.TryGetRow(token, out int row) && d < words.Dimension; d++)
                {
                    means[i, d] += words.Vectors[row][d];
                }
            }
        }

        return means;
    }

    private static float[,] SmallNormal(int rows, int dimension, ulong seed)
    {
        float[,] vectors = new float[rows, dimension];
        for (int row = 0; row < rows; row++)
        {
            KeyedRandom random = new(seed, RandomPurpose.Initialization, row: row);
            for (int d = 0; d < dimension; d++)
            {
                vectors[row, d] = (float)(0.001 * random.NextNormal());
            }
        }

        return vectors;
    }
}
