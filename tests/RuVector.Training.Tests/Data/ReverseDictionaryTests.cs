using RuVector.Training.Data;

namespace RuVector.Training.Tests.Data;

[TestFixture]
public sealed class ReverseDictionaryTests
{
    [Test]
    public void Load_RealData_HasTheCountsOfTheReadme()
    {
        ReverseDictionary dictionary = SampleData.ReverseDictionary;

        dictionary.Words.Count.ShouldBe(29_358);
        dictionary.DocumentCount.ShouldBe(24_508);
        dictionary.Documents.Columns.ShouldBe(100);
        dictionary.Train.Count.ShouldBe(38_820);
        dictionary.Train.Gold.TotalCount.ShouldBe(49_383);
        dictionary.Valid.Count.ShouldBe(2_213);
        dictionary.Test.Count.ShouldBe(2_316);
    }

    [Test]
    public void Load_RealData_HasNoEvaluationAnswerInTraining()
    {
        ReverseDictionary dictionary = SampleData.ReverseDictionary;
        HashSet<int> trained = AnswersOf(dictionary.Train);

        trained.Count.ShouldBe(20_818);
        trained.Overlaps(AnswersOf(dictionary.Valid)).ShouldBeFalse();
        trained.Overlaps(AnswersOf(dictionary.Test)).ShouldBeFalse();
    }

    [Test]
    public void Load_RealData_HasUnitRows()
    {
        ReverseDictionary dictionary = SampleData.ReverseDictionary;

        LengthsOf(dictionary.Documents).ShouldAllBe(length => Math.Abs(length - 1) < 1e-6);
        LengthsOf(dictionary.Test.Vectors).ShouldAllBe(length => Math.Abs(length - 1) < 1e-6);
    }

    private static HashSet<int> AnswersOf(RetrievalQueries queries)
    {
        HashSet<int> answers = [];
        for (int i = 0; i < queries.Count; i++)
        {
            answers.UnionWith(queries.Gold[i].ToArray());
        }

        return answers;
    }

    private static List<double> LengthsOf(ReadOnlyMatrixSpan rows)
    {
        List<double> lengths = [];
        for (int row = 0; row < rows.Rows; row++)
        {
            lengths.Add(Numerics.UnitRows.Length(rows[row]));
        }

        return lengths;
    }
}
