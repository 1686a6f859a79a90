using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>A database as the source of candidates: asynchronous, sparse, by id. What it returns becomes lists; the batch itself is made after the last await.</summary>
[TestFixture]
public sealed class CandidateSourceTests
{
    [Test]
    public async Task Evaluate_CandidatesFromAnAsynchronousSource_MatchesCentralDifferencesOfOracle()
    {
        float[,] anchors = Batches.Matrix(3, 5, seed: 1);
        FakeDatabase database = new(Batches.Matrix(20, 5, seed: 2));
        long[][] knownAnswers = [[database.NearestTo(anchors, 0), 999], [database.NearestTo(anchors, 1)], []];

        Found[][] found = await database.SearchAsync(anchors, count: 6, CancellationToken.None);
        FoundBatch batch = FoundBatch.Of(found, knownAnswers);

        batch.Ids.ShouldBeUnique();
        CheckLossOf(anchors, batch);
    }

    private static void CheckLossOf(float[,] anchors, FoundBatch found)
    {
        float[,] gradients = new float[3, 5], candidates = Stacked.Of([.. found.Candidates.Select(static row => Row(row))]);

        LossResult result = new RowLoss<InfoNceRow>(new(0.3f), ScoreMeasure.Cosine).Evaluate(
            new ContrastiveBatch(anchors, found.Candidates, found.Relations), new LossOutputs { AnchorGradients = gradients });

        (result.Terms, result.RowsWithoutPositives).ShouldBe((2, 1));
        result.Value.ShouldBe(Oracle.InfoNce(Stacked.ToDouble(anchors), Stacked.ToDouble(candidates), found.Relations, 0.3, 5), 1e-5);
        GradientCheck.Of((double[,] a) => Oracle.InfoNce(a, Stacked.ToDouble(candidates), found.Relations, 0.3, 5), anchors).ShouldBe(gradients);
    }

    private static float[,] Row(float[] values)
    {
        float[,] row = new float[1, values.Length];
        ReadOnlyMatrixSpan.FromRow(values).CopyTo(row);
        return row;
    }

    /// <summary>Answers later, as a network does; ids are not row numbers.</summary>
    private sealed class FakeDatabase(float[,] stored) : ICandidateSource
    {
        public async Task<Found[][]> SearchAsync(float[,] queries, int count, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return [.. Enumerable.Range(0, queries.GetLength(0)).Select(query => Nearest(queries, query, count))];
        }

        public long NearestTo(float[,] queries, int query) => Nearest(queries, query, 1)[0].Id;

        private Found[] Nearest(float[,] queries, int query, int count) =>
        [
            .. Enumerable.Range(0, stored.GetLength(0))
                .OrderByDescending(row => LinearOracle.Score(queries, query, stored, row, ScoreMeasure.Cosine))
                .Take(count)
                .Select(row => new Found(1000 + (7 * row), ((MatrixSpan)stored)[row].ToArray())),
        ];
    }
}
