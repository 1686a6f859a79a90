namespace RuVector.Training.Losses;

/// <summary>Which triplets of an anchor have a part in <see cref="TripletLoss"/>.</summary>
public enum TripletSelection
{
    /// <summary>Every positive with every negative.</summary>
    All = 0,

    /// <summary>The farthest positive with the nearest negative: one triplet an anchor.</summary>
    Hardest = 1,

    /// <summary>Every positive with the nearest negative that is farther than it, or with the farthest negative when none is: one triplet a positive.</summary>
    SemiHard = 2,
}
