using RuVector.Training.Numerics;

namespace RuVector.Training.Mining;

/// <summary>Chooses, from all scores, for the rows that the search left open.</summary>
internal readonly ref struct OpenRowVisitor : IRowVisitor
{
    private readonly MiningVisitor<HardestSelection> _visitor;
    private readonly RowSubset _rows;
    private readonly FoundRows _found;
    private readonly int _first;
    private readonly int _most;

    /// <summary>Prepares for some rows.</summary>
    /// <param name="visitor">Chooses for one row.</param>
    /// <param name="rows">The open rows.</param>
    /// <param name="found">Receives the choices.</param>
    /// <param name="first">The row of the relations that is the first one of <paramref name="found"/>.</param>
    /// <param name="most">How many candidates are wanted.</param>
    public OpenRowVisitor(MiningVisitor<HardestSelection> visitor, RowSubset rows, FoundRows found, int first, int most)
    {
        _visitor = visitor;
        _rows = rows;
        _found = found;
        (_first, _most) = (first, most);
    }

    public void Visit(in ScoreRow row)
    {
        int slot = _rows.SourceOf(row.Row) - _first;
        _found.Counts[slot] = _visitor.Choose(row, _found.IndicesOf(slot)[.._most], _found.ScoresOf(slot)[.._most]);
    }
}
