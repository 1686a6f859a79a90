using RuVector.Training.Data;
using RuVector.Training.Numerics;

namespace RuVector.Training.AI;

/// <summary>The vectors of texts as they come, each checked.</summary>
internal sealed class TextVectors(DistinctTexts texts, int? dimension)
{
    private readonly List<float[]> _vectors = [];
    private int _dimension = dimension ?? 0;

    /// <exception cref="TrainingDataException">The vector of a text is not usable.</exception>
    public void Add(ReadOnlySpan<float> vector)
    {
        int text = _vectors.Count;
        _dimension = _dimension == 0 ? vector.Length : _dimension;
        if (vector.Length == 0 || vector.Length != _dimension)
        {
            throw texts.Error(text, $"Expected an embedding of {(_dimension == 0 ? "1 or more" : _dimension)} values for this text, but the generator gave {vector.Length}.");
        }

        if (!FiniteRows.AreAllFinite(vector))
        {
            throw texts.Error(text, "Expected a finite embedding for this text, but the generator gave NaN or an infinity.");
        }

        if (!vector.ContainsAnyExcept(0f))
        {
            throw texts.Error(text, "Expected an embedding for this text that is not all zeros, but the generator gave zeros.");
        }

        _vectors.Add(vector.ToArray());
    }

    public VectorMatrix Of(int[] numbers)
    {
        float[,] matrix = new float[numbers.Length, _dimension];
        MatrixSpan rows = matrix;
        for (int i = 0; i < numbers.Length; i++)
        {
            _vectors[numbers[i]].CopyTo(rows[i]);
        }

        return matrix;
    }
}
