using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace RuVector.Training.Numerics;

/// <summary>Finds NaN and infinities.</summary>
public static class FiniteRows
{
    /// <summary>Tells whether every value is finite.</summary>
    /// <param name="values">The values; an empty span is finite.</param>
    /// <returns><see langword="false"/> when a value is NaN or an infinity.</returns>
    public static bool AreAllFinite(ReadOnlySpan<float> values) => values.IsEmpty || TensorPrimitives.IsFiniteAll(values);

    /// <summary>Refuses a matrix that holds a non-finite value.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="paramName">The name that the exception gives.</param>
    /// <exception cref="NonFiniteValueException">A value is NaN or an infinity; the first one is named.</exception>
    public static void Require(ReadOnlyMatrixSpan matrix, string paramName)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            if (!AreAllFinite(matrix[row]))
            {
                Refuse(matrix[row], row, paramName);
            }
        }
    }

    /// <summary>Refuses a row that is known to hold a non-finite value.</summary>
    [DoesNotReturn]
    internal static void Refuse(ReadOnlySpan<float> values, int row, string paramName)
    {
        int column = FirstNonFinite(values);
        throw new NonFiniteValueException(paramName, row, column, values[column]);
    }

    private static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        int column = 0;
        while (float.IsFinite(values[column]))
        {
            column++;
        }

        return column;
    }
}
