using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Checks of what a step is given.</summary>
internal static class StepGuard
{
    /// <summary>Refuses gradients that do not fit the parameters.</summary>
    public static void CheckVectors(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (gradients.Length != parameters.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected {parameters.Length} gradients, one per parameter, but got {gradients.Length}."), nameof(gradients));
        }

        CheckOverlap(parameters, gradients);
    }

    /// <summary>Refuses memory for the parameters to evaluate with that does not fit.</summary>
    public static void CheckView(ReadOnlySpan<float> parameters, ReadOnlySpan<float> destination, int length)
    {
        if (parameters.Length != length)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected {length} parameters, as in earlier steps, but got {parameters.Length}."), nameof(parameters));
        }

        if (destination.Length != parameters.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"Expected room for {parameters.Length} values, one per parameter, but got {destination.Length}."), nameof(destination));
        }

        if (parameters.Overlaps(destination))
        {
            throw new ArgumentException("Expected a destination in memory of its own, but it overlaps the parameters.", nameof(destination));
        }
    }

    public static void CheckOverlap(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (parameters.Overlaps(gradients))
        {
            throw new ArgumentException("Expected gradients in memory of their own, but they overlap the parameters.", nameof(gradients));
        }
    }

    public static bool AreFinite(ReadOnlyMatrixSpan gradients)
    {
        bool areFinite = true;
        for (int i = 0; i < gradients.Rows && areFinite; i++)
        {
            areFinite = float.IsFinite(Magnitude.Largest(gradients[i]));
        }

        return areFinite;
    }

    /// <summary>Refuses rows and gradients that do not fit a table.</summary>
    public static void CheckRows(ReadOnlyMatrixSpan table, ReadOnlySpan<int> rows, ReadOnlyMatrixSpan gradients)
    {
        if (table.Rows > 1 && table.RowStride != table.Columns)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected a densely packed table with row stride {table.Columns}, but got row stride {table.RowStride}."), nameof(table));
        }

        if (gradients.Rows != rows.Length || gradients.Columns != table.Columns)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected gradients of shape [{rows.Length}, {table.Columns}], one row per named row, but got [{gradients.Rows}, {gradients.Columns}]."),
                nameof(gradients));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)table.Rows)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), rows[i], FormattableString.Invariant($"Expected rows below {table.Rows}, the number of rows of the table, but got row {rows[i]} at {i}."));
            }
        }

        CheckOverlap(table.Values, gradients.Values);
    }
}
