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

    [Test]
    public void ToPairs_RealData_AreTheTrainingQueriesAndTheDocuments()
    {
        ReverseDictionary data = SampleData.ReverseDictionary;
        Training.Trainer.PairDataset pairs = data.ToPairs();
        (pairs.QueryCount, pairs.DocumentCount, pairs.QueryDimension, pairs.DocumentDimension).ShouldBe((data.Train.Count, data.DocumentCount, 100, 100));
        pairs.Queries[5].SequenceEqual(data.Train.Vectors[5]).ShouldBeTrue();
        pairs.Documents[7].SequenceEqual(data.Documents[7]).ShouldBeTrue();
        pairs.Positives.ShouldBeSameAs(data.Train.Gold);
    }

    [Test]
    public void ReadQueries_TestFile_AreTheTestQueries()
    {
        ReverseDictionary data = SampleData.ReverseDictionary;
        RetrievalQueries read = data.ReadQueries(Path.Combine(SampleData.ReverseDictionaryFolder, "test.tsv"));
        read.Ids.ShouldBe(data.Test.Ids);
        read.Vectors.Values.SequenceEqual(data.Test.Vectors.Values).ShouldBeTrue();
        read.Gold[3].SequenceEqual(data.Test.Gold[3]).ShouldBeTrue();
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
