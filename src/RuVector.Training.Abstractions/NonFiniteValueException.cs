namespace RuVector.Training;

/// <summary>An input holds NaN or an infinity; nothing was changed.</summary>
public sealed class NonFiniteValueException : ArgumentException
{
    /// <summary>Creates the exception for one value of a matrix.</summary>
    /// <param name="paramName">Name of the parameter that holds the value.</param>
    /// <param name="row">Row of the value, from 0.</param>
    /// <param name="column">Column of the value, from 0.</param>
    /// <param name="value">The value: NaN or an infinity.</param>
    public NonFiniteValueException(string paramName, int row, int column, float value)
        : base(FormattableString.Invariant($"Expected finite values, but got {value} in row {row}, column {column}."), paramName) =>
        (Row, Column, Value) = (row, column, value);

    /// <summary>Gets the row of the value, from 0.</summary>
    public int Row { get; }

    /// <summary>Gets the column of the value, from 0.</summary>
    public int Column { get; }

    /// <summary>Gets the value: NaN or an infinity.</summary>
    public float Value { get; }
}
