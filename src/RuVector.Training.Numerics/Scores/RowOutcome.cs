namespace RuVector.Training.Numerics;

/// <summary>What one row gave, kept until all rows before it are counted.</summary>
internal readonly record struct RowOutcome(RowValue Value, float Weight, bool HasPositives, bool HasNegatives, int MaskedPairs);
