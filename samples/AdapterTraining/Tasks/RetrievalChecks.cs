using System.Globalization;
using RuVector.Training.Data;
using RuVector.Training.Reports;
using RuVector.Training.Trainer;

namespace AdapterTraining.Tasks;

/// <summary>What is worth knowing about the data before one trusts a result.</summary>
internal static class RetrievalChecks
{
    public static IEnumerable<DataCheck> Before(ReverseDictionary data)
    {
        yield return new DataCheck("Documents", Number(data.DocumentCount));
        yield return new DataCheck("Queries", $"{Number(data.Train.Count)} train, {Number(data.Valid.Count)} valid, {Number(data.Test.Count)} test; malformed lines: none");
        yield return new DataCheck("Right answers per training query", string.Create(CultureInfo.InvariantCulture, $"{(double)data.Train.Gold.TotalCount / data.Train.Count:0.00}"));
        int repeated = data.Train.Count - data.Train.Texts.Distinct(StringComparer.Ordinal).Count();
        yield return new DataCheck("Training texts that occur more than once", Number(repeated), IsConcern: repeated > data.Train.Count / 100);
        int leaked = SharedAnswers(data);
        yield return new DataCheck("Words that answer in training and in an evaluation split", Number(leaked), IsConcern: leaked > 0);
    }

    public static IEnumerable<DataCheck> After(TrainingSummary summary, TrainerOptions options)
    {
        double pairs = (double)summary.Steps * options.BatchSize * (options.BatchSize - 1);
        double share = options.InBatchNegatives ? summary.MaskedPairs / pairs : 0;
        yield return new DataCheck("In-batch negatives that are right answers, left out", string.Create(CultureInfo.InvariantCulture, $"{summary.MaskedPairs} ({share:P3})"));
        yield return new DataCheck(
            "Mined negatives",
            $"{Number(summary.MinedNegatives)}; {Number(summary.MiningShortage)} fewer than asked for; steps skipped: {Number(summary.SkippedSteps)}",
            IsConcern: summary.SkippedSteps > 0);
    }

    private static int SharedAnswers(ReverseDictionary data)
    {
        HashSet<int> trained = AnswersOf(data.Train);
        HashSet<int> evaluated = [.. AnswersOf(data.Valid), .. AnswersOf(data.Test)];
        return evaluated.Count(trained.Contains);
    }

    private static HashSet<int> AnswersOf(RetrievalQueries queries)
    {
        HashSet<int> answers = [];
        for (int i = 0; i < queries.Count; i++)
        {
            foreach (int document in queries.Gold[i])
            {
                answers.Add(document);
            }
        }

        return answers;
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
