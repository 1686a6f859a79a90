namespace RuVector.Training.Mining;

/// <summary>A miner that takes the hardest of an interval of closeness, hardest first: a search may take the place of the scores of all.</summary>
internal interface IHardestSelection : ISelection
{
    /// <summary>Gets what may be chosen, as far as the filters let it through.</summary>
    /// <param name="positive">Closeness of the farthest positive; NaN when there is none.</param>
    KeyWindow Admitted(double positive);

    /// <summary>Gets the part of it that meets the miner's rule; what is chosen beyond it only fills a shortage.</summary>
    /// <param name="positive">Closeness of the farthest positive; NaN when there is none.</param>
    KeyWindow Rule(double positive);
}
