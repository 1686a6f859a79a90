namespace RuVector.Training;

/// <summary>An anchor that should lie nearer to the positive than to the negative.</summary>
/// <param name="Anchor">Row of the anchor matrix.</param>
/// <param name="Positive">Row of the candidate matrix.</param>
/// <param name="Negative">Row of the candidate matrix.</param>
public readonly record struct Triplet(int Anchor, int Positive, int Negative);
