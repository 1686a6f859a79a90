namespace RuVector.Training.Mining;

/// <summary>How many candidates of a row were chosen.</summary>
/// <param name="Count">All of them.</param>
/// <param name="ToppedUp">Those of them, at the end, that only fill a shortage.</param>
internal readonly record struct Selected(int Count, int ToppedUp = 0);
