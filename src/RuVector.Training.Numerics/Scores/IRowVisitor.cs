namespace RuVector.Training.Numerics;

/// <summary>Something that looks at rows of scores one after the other: a miner.</summary>
public interface IRowVisitor
{
    /// <summary>Looks at one row; rows come in ascending order.</summary>
    /// <param name="row">Scores of positives and admissible negatives; without gradients.</param>
    void Visit(in ScoreRow row);
}
