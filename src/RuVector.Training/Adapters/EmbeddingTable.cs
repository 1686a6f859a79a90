namespace RuVector.Training.Adapters;

/// <summary>One trained vector for each of a number of things: a table <c>[rows, dimension]</c>.</summary>
/// <remarks>Trained row by row with an <see cref="ISparseOptimizer"/>, so a step costs what it touches. Reading may happen on many threads at once while nobody trains.</remarks>
public sealed class EmbeddingTable : IParameterized
{
    private readonly ParameterSegment _rows;

    /// <summary>Creates a table of normally distributed numbers.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Dimension of a row, 1 or more.</param>
    /// <param name="standardDeviation">Standard deviation of the first values, finite and 0 or more.</param>
    /// <param name="seed">Seed of the first values.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public EmbeddingTable(int rows, int dimension, float standardDeviation, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (!float.IsFinite(standardDeviation) || standardDeviation < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(standardDeviation), standardDeviation, FormattableString.Invariant($"Expected a finite standard deviation of 0 or more, but got {standardDeviation}."));
        }

        Parameters = new ParameterSet(new ParameterShape("embeddings", rows, dimension));
        _rows = Parameters["embeddings"];
        NormalValues.Fill(Rows, standardDeviation, seed);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <summary>Gets the vectors, <c>[rows, dimension]</c>.</summary>
    public MatrixSpan Rows => _rows.ValueMatrix;

    /// <summary>Gets the number of rows.</summary>
    public int Count => _rows.Shape.Dimensions[0];

    /// <summary>Gets the dimension of a row.</summary>
    public int Dimension => _rows.Shape.Dimensions[1];
}
