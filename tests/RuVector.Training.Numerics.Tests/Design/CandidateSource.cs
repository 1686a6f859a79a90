namespace RuVector.Training.Numerics.Tests.Design;

/// <summary>Where candidates live when they do not fit into memory: a vector database that is asked over the network.</summary>
internal interface ICandidateSource
{
    /// <summary>The nearest stored vectors of each query, with their ids.</summary>
    Task<Found[][]> SearchAsync(float[,] queries, int count, CancellationToken cancellationToken);
}

/// <summary>One answer of a candidate source.</summary>
internal sealed record Found(long Id, float[] Vector);

/// <summary>What a source found, as candidates of a batch: every id once, known answers as positives, the rest of each row's list as its negatives.</summary>
internal sealed record FoundBatch(long[] Ids, float[][] Candidates, PairRelations Relations)
{
    public static FoundBatch Of(Found[][] found, long[][] knownAnswers)
    {
        Dictionary<long, int> rowOf = [];
        List<Found> candidates = [];
        foreach (Found candidate in found.SelectMany(static row => row))
        {
            if (rowOf.TryAdd(candidate.Id, candidates.Count))
            {
                candidates.Add(candidate);
            }
        }

        IndexLists positives = new();
        IndexLists negatives = new();
        for (int row = 0; row < found.Length; row++)
        {
            int[] known = [.. knownAnswers[row].Where(rowOf.ContainsKey).Select(id => rowOf[id])];
            positives.AddRow(known);
            negatives.AddRow([.. found[row].Select(f => rowOf[f.Id]).Except(known)]);
        }

        return new([.. candidates.Select(static c => c.Id)], [.. candidates.Select(static c => c.Vector)], PairRelations.FromLists(candidates.Count, positives, negatives));
    }
}
