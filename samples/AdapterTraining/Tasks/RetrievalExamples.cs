using RuVector.Training;
using RuVector.Training.Adapters;
using RuVector.Training.Data;
using RuVector.Training.Mining;
using RuVector.Training.Reports;

namespace AdapterTraining.Tasks;

/// <summary>Some test queries before and after: those that gained most, and those that lost most.</summary>
internal static class RetrievalExamples
{
    private const int Gained = 8;
    private const int Lost = 4;
    private const int TopAnswers = 5;

    public static IReadOnlyList<QueryExample> Of(ReverseDictionary data, IEmbeddingModel adapter, SplitFigures test)
    {
        float[,] adapted = AdaptedQueries.Of(adapter, data.Test.Vectors);
        int[] byGain = [.. Enumerable.Range(0, data.Test.Count).OrderByDescending(i => (1.0 / test.After.Ranks[i]) - (1.0 / test.Before.Ranks[i])).ThenBy(static i => i)];
        return
        [
            .. byGain[..Math.Min(Gained, byGain.Length)].Concat(byGain[Math.Max(0, byGain.Length - Lost)..]).Distinct().Select(i => new QueryExample(
                data.Test.Texts[i],
                string.Join(", ", data.Test.Gold[i].ToArray().Select(document => data.Words[document])),
                test.Before.Ranks[i],
                test.After.Ranks[i],
                Top(data, data.Test.Vectors[i]),
                Top(data, ((ReadOnlyMatrixSpan)adapted)[i]))),
        ];
    }

    private static string[] Top(ReverseDictionary data, ReadOnlySpan<float> query) =>
        [.. HardNegativeMiner.Hardest().Mine(query, data.Documents, TopAnswers).Select(document => data.Words[document])];
}
