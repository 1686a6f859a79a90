namespace RuVector.Training.Numerics;

/// <summary>A part of a product: some rows and columns of the result, over some of the inner steps.</summary>
internal readonly record struct ProductBlock(int FirstRow, int Rows, int FirstColumn, int Columns, int FirstInner, int Inner);
