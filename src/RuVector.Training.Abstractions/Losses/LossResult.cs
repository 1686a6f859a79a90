namespace RuVector.Training;

/// <summary>The value of a loss, and what had a part in it.</summary>
/// <param name="Value">The reduced loss; 0 when there was no term.</param>
/// <param name="Terms">Number of terms the value is made of; the documentation of a loss says what a term is.</param>
/// <param name="RowsWithoutPositives">Rows that gave no term because they have no positive.</param>
/// <param name="RowsWithoutNegatives">Rows that gave no term because they have no negative.</param>
/// <param name="ZeroRows">Rows of anchors and candidates that are zero vectors; under the cosine they have similarity 0 and gradient 0.</param>
/// <param name="MaskedPairs">Pairs that the relations told to ignore, the anchor with itself not counted.</param>
public readonly record struct LossResult(
    double Value,
    long Terms,
    long RowsWithoutPositives = 0,
    long RowsWithoutNegatives = 0,
    long ZeroRows = 0,
    long MaskedPairs = 0);
