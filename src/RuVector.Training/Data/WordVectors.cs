using RuVector.Training.Files;

namespace RuVector.Training.Data;

/// <summary>A table of word vectors: row i is the vector of word i.</summary>
/// <remarks>Safe for concurrent reading.</remarks>
public sealed class WordVectors
{
    private readonly float[,] _vectors;

    /// <summary>Creates a table; the vectors are not copied.</summary>
    /// <param name="words">The words.</param>
    /// <param name="vectors">One vector a word, shape <c>[V, D]</c>; finite.</param>
    /// <exception cref="ArgumentException">The numbers of words and vectors differ.</exception>
    public WordVectors(RowNames words, float[,] vectors)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.GetLength(0) != words.Count)
        {
            throw new ArgumentException($"Expected a vector for each of {words.Count} words, but got {vectors.GetLength(0)}.", nameof(vectors));
        }

        (Words, _vectors) = (words, vectors);
    }

    /// <summary>Gets the words.</summary>
    public RowNames Words { get; }

    /// <summary>Gets the number of words, V.</summary>
    public int Count => Words.Count;

    /// <summary>Gets the dimension of a vector, D.</summary>
    public int Dimension => _vectors.GetLength(1);

    /// <summary>Gets the vectors, shape <c>[V, D]</c>.</summary>
    public ReadOnlyMatrixSpan Vectors => _vectors;

    /// <summary>Reads a file of words and an <c>.npy</c> file of vectors.</summary>
    /// <param name="wordsPath">One word a line.</param>
    /// <param name="vectorsPath">One vector a row.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TrainingDataException">A file breaks a rule of its format, or the numbers of words and vectors differ.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static WordVectors Read(string wordsPath, string vectorsPath)
    {
        RowNames words = RowNames.Read(wordsPath);
        float[,] vectors = NpyFile.Read(vectorsPath);
        return vectors.GetLength(0) == words.Count
            ? new(words, vectors)
            : throw new TrainingDataException(vectorsPath, $"Expected a vector for each of the {words.Count} words of '{wordsPath}', but got {vectors.GetLength(0)}.");
    }
}
