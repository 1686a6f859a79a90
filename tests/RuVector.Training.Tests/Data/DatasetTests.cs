using RuVector.Training.Data;
using RuVector.Training.Trainer;

namespace RuVector.Training.Tests.Data;

/// <summary>Data sets from plain arrays: what they refuse, and that their fingerprints tell contents apart.</summary>
[TestFixture]
public sealed class DatasetTests
{
    private static readonly IndexLists _one = IndexLists.FromRows([0], [1]);

    [Test]
    public void PairDataset_Arrays_GiveEmptyListsByDefault()
    {
        PairDataset data = new(Matrix(2), Matrix(3), _one);

        (data.Ignored.Count, data.Ignored.TotalCount, data.Negatives.Count, data.Negatives.TotalCount).ShouldBe((2, 0, 2, 0));
        (data.QueryCount, data.DocumentCount, data.QueryDimension, data.DocumentDimension).ShouldBe((2, 3, 2, 2));
    }

    [Test]
    public void PairDataset_BadLists_AreRefused()
    {
        Refused(() => new PairDataset(Matrix(2), Matrix(3), IndexLists.FromRows([0])), "Expected a list for each of the 2 queries, but got 1.");
        Refused(() => new PairDataset(Matrix(2), Matrix(3), IndexLists.FromRows([0], [])), "Expected at least one right document for each query, but query 1 has none.");
        Refused(() => new PairDataset(Matrix(2), Matrix(3), IndexLists.FromRows([0], [3])), "Expected documents from 0 to 2, but query 1 has 3.");
        Refused(() => new PairDataset(Matrix(2), Matrix(3), _one, negatives: IndexLists.FromRows([], [3])), "Expected documents from 0 to 2, but query 1 has 3.");
        Refused(() => new PairDataset(Matrix(2), Matrix(3), _one, negatives: IndexLists.FromRows([2], [2, 1])), "Expected negatives that are neither right nor ignored, but document 1 of query 1 is.");
        Refused(
            () => new PairDataset(Matrix(2), Matrix(3), _one, IndexLists.FromRows([2], []), IndexLists.FromRows([2], [])),
            "Expected negatives that are neither right nor ignored, but document 2 of query 0 is.");
        Refused(() => new PairDataset(new float[,] { { 1, float.NaN }, { 1, 1 } }, Matrix(3), _one), "Expected finite values, but got NaN in row 0, column 1.");
    }

    [Test]
    public void LabelledDataset_BadParts_AreRefused()
    {
        Refused(() => new LabelledDataset(Matrix(2), [0]), "Expected one label for each of the 2 vectors, but got 1.");
        Refused(() => new LabelledDataset(Matrix(2), [0, 0], ids: ["a"]), "Expected one id for each of the 2 vectors, but got 1.");
        Refused(() => new LabelledDataset(Matrix(2), [0, 2], ["cat", "dog"]), "Expected labels from 0 to 1, but vector 1 has 2.");
        Refused(() => new LabelledDataset(Matrix(2), [0, -1]), "Expected labels from 0 to 0, but vector 1 has -1.");
        new LabelledDataset(Matrix(2), [0, 4]).ClassCount.ShouldBe(5);
    }

    [Test]
    public void ScoredPairDataset_BadParts_AreRefused()
    {
        Refused(() => new ScoredPairDataset(Matrix(2), new float[2, 3], []), "Expected second vectors of dimension 2, as the first have, but got 3.");
        Refused(
            () => new ScoredPairDataset(Matrix(2), Matrix(3), [new(0, 2, 1), new(2, 0, 1)]),
            "Expected pairs of first vectors 0 to 1 and second vectors 0 to 2 with a finite score, but pair 1 is (2, 0, 1).");
        Should.Throw<ArgumentException>(() => new ScoredPairDataset(Matrix(2), Matrix(3), [new(0, 0, float.NaN)]));
        Should.Throw<ArgumentException>(() => new ScoredPairDataset(Matrix(2), Matrix(3), [new(0, 3, 0)]));
    }

    [Test]
    public void TextPairs_BadParts_AreRefused()
    {
        Refused(() => new TextPairs(["a"], ["b"], IndexLists.FromRows([1])), "Expected documents from 0 to 0, but query 0 has 1.");
        Refused(() => new TextPairs(["a"], ["b", ""], IndexLists.FromRows([0])), "Expected texts that are not empty, but text 1 is.");
    }

    [Test]
    public void VectorMatrix_BadParts_AreRefused()
    {
        RowNames names = RowNames.FromNames("a");
        Refused(() => new VectorMatrix(new float[5], 2, 3), "Expected 6 values for a matrix of shape [2, 3], but got 5.");
        Refused(() => new VectorMatrix(new float[6], 2, 3, names), "Expected a name for each of the 2 rows, but got 1.");
        Refused(() => Matrix(2).WithNames(names), "Expected a name for each of the 2 rows, but got 1.");
    }

    [Test]
    public void Fingerprint_SameContent_IsTheSame()
    {
        Pairs(1).Fingerprint.ShouldBe(Pairs(1).Fingerprint);
        Pairs(1).Fingerprint.ShouldMatch("^[0-9a-f]{64}$");
        new LabelledDataset(Matrix(2), [0, 1]).Fingerprint.ShouldBe(new LabelledDataset(VectorMatrix.FromRows([0, 1], [2, 3]), [0, 1]).Fingerprint);
    }

    [Test]
    public void Fingerprint_AnyOtherContent_IsAnother()
    {
        string[] prints =
        [
            Pairs(1).Fingerprint,
            Pairs(1.0000001f).Fingerprint,
            new PairDataset(Matrix(2), Matrix(3), _one, IndexLists.FromRows([2], [])).Fingerprint,
            new PairDataset(Matrix(2), Matrix(3), _one, IndexLists.FromRows([], [2])).Fingerprint,
            new PairDataset(Matrix(2), Matrix(3), _one, negatives: IndexLists.FromRows([2], [])).Fingerprint,
            new PairDataset(Matrix(2), Matrix(3), IndexLists.FromRows([0, 1], [1])).Fingerprint,
            new PairDataset(Matrix(2), Matrix(4), _one).Fingerprint,
            new LabelledDataset(Matrix(2), [0, 1]).Fingerprint,
            new LabelledDataset(Matrix(2), [1, 0]).Fingerprint,
            new LabelledDataset(Matrix(2), [0, 1], ["a", "bc"]).Fingerprint,
            new LabelledDataset(Matrix(2), [0, 1], ["ab", "c"]).Fingerprint,
            new LabelledDataset(Matrix(2), [0, 1], ids: ["a", "bc"]).Fingerprint,
            new LabelledDataset(new VectorMatrix(new float[] { 0, 1, 2, 3 }, 4, 1), [0, 1, 0, 1]).Fingerprint,
            new ScoredPairDataset(Matrix(2), Matrix(2), [new(0, 1, 1)]).Fingerprint,
            new ScoredPairDataset(Matrix(2), Matrix(2), [new(1, 0, 1)]).Fingerprint,
            new ScoredPairDataset(Matrix(2), Matrix(2), [new(0, 1, 0.5f)]).Fingerprint,
            new ScoredPairDataset(Matrix(2), Matrix(3), [new(0, 1, 1)]).Fingerprint,
        ];

        prints.Distinct().Count().ShouldBe(prints.Length);
    }

    private static PairDataset Pairs(float value) => new(new float[,] { { value, 1 }, { 2, 3 } }, Matrix(3), _one);

    private static VectorMatrix Matrix(int rows)
    {
        float[,] values = new float[rows, 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i / 2, i % 2] = i;
        }

        return values;
    }

    private static void Refused(Func<object> create, string message) => Should.Throw<ArgumentException>(create).Message.ShouldStartWith(message);
}
