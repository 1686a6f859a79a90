using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>N pairs as 2N rows of one matrix, the anchors and then the positives: row i and row N + i are each other's positive, all others are negatives.</summary>
/// <remarks>One spare is kept between calls, so that a training loop allocates none; disposing gives it back.</remarks>
internal sealed class TwoViewPairs : PairRelations, IDisposable
{
    private static TwoViewPairs? s_spare;

    private readonly IndexLists _ignored = new();
    private int[] _others = [];
    private int _rows;

    private TwoViewPairs()
    {
    }

    public override int RowCount => _rows;

    public override int AnchorCount => _rows;

    public override int CandidateCount => _rows;

    public override IndexRange SharedNegatives => new(0, _rows);

    /// <summary>Takes over the pairs of a batch, and what they ignore from both its ends.</summary>
    public static TwoViewPairs Of(in ContrastiveBatch batch)
    {
        TwoViewPairs views = Interlocked.Exchange(ref s_spare, null) ?? new TwoViewPairs();
        views.Read(batch);
        return views;
    }

    public override RelationRow GetRow(int row) => new() { Anchor = row, Self = row, Positives = _others.AsSpan(row, 1), Ignored = _ignored[row] };

    public void Dispose() => Volatile.Write(ref s_spare, this);

    private void Read(in ContrastiveBatch batch)
    {
        int pairs = batch.Relations.RowCount;
        _rows = checked(2 * pairs);
        if (_others.Length < _rows)
        {
            _others = new int[_rows];
        }

        _ignored.Clear();
        using RentedArray<int> shifted = new(pairs);
        using ReversedPairs reversed = ReversedPairs.Of(batch);
        for (int row = 0; row < pairs; row++)
        {
            (_others[row], _others[pairs + row]) = (pairs + row, row);
            ReadOnlySpan<int> ignored = batch.Relations.GetRow(row).Ignored;
            for (int i = 0; i < ignored.Length; i++)
            {
                shifted.Span[i] = pairs + ignored[i];
            }

            _ignored.AddRow(shifted.Span[..ignored.Length]);
        }

        for (int row = 0; row < pairs; row++)
        {
            _ignored.AddRow(reversed.GetRow(row).Ignored);
        }
    }
}
