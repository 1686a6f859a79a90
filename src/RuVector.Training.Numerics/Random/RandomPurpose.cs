namespace RuVector.Training.Numerics;

/// <summary>What random numbers are for; a part of their key, so that streams for different purposes never coincide.</summary>
public enum RandomPurpose
{
    /// <summary>Anything of the caller's own.</summary>
    General = 0,

    /// <summary>First values of parameters.</summary>
    Initialization = 1,

    /// <summary>Order of the samples in an epoch.</summary>
    Sampling = 2,

    /// <summary>Choice of negatives.</summary>
    Mining = 3,

    /// <summary>Choice among several positives of a query.</summary>
    Positives = 4,

    /// <summary>The pool that negatives are mined from.</summary>
    Pool = 5,

    /// <summary>Edges drawn for regularization.</summary>
    Edges = 6,

    /// <summary>Bootstrap resampling in an evaluation.</summary>
    Bootstrap = 7,

    /// <summary>Choice of the examples that a curriculum allows.</summary>
    Curriculum = 8,
}
