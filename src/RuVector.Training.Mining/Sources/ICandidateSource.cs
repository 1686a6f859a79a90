namespace RuVector.Training.Mining;

/// <summary>Where candidates come from when they are not a matrix in memory: the closest k of a vector, without some.</summary>
/// <remarks>
/// <para>A source may be remote; an approximate one returns what it finds. Never an excluded id, never an id twice, never padding: a list is shorter where there are fewer.</para>
/// <para>Thread safety: a source may be searched from many threads at once.</para>
/// </remarks>
public interface ICandidateSource
{
    /// <summary>Gets the dimension D of the vectors.</summary>
    int Dimension { get; }

    /// <summary>Gets how a query and a candidate are compared.</summary>
    ScoreMeasure Measure { get; }

    /// <summary>Finds the closest candidates of each query.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="count">How many candidates each query gets, 1 or more.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>For each query the candidates, closest first, of equal scores the one that comes first in the source.</returns>
    /// <exception cref="ArgumentException">A vector has another dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    Task<IReadOnlyList<ScoredId[]>> SearchAsync(IReadOnlyList<CandidateQuery> queries, int count, CancellationToken cancellationToken = default);
}
