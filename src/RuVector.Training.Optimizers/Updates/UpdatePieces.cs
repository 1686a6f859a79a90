namespace RuVector.Training.Optimizers;

/// <summary>A list of pieces; memory is kept for the next step.</summary>
internal sealed class UpdatePieces
{
    /// <summary>A piece of this length with its moments stays in the second level cache; threads take turns at pieces.</summary>
    public const int LongestPiece = 1 << 14;

    private UpdatePiece[] _pieces = [];
    private int _count;

    /// <summary>Gets the pieces.</summary>
    public ReadOnlySpan<UpdatePiece> All => _pieces.AsSpan(0, _count);

    /// <summary>Cuts consecutive parameters, whose gradients lie as they do.</summary>
    public void Take(int start, int length, float decay)
    {
        Reserve((int)(((long)length + LongestPiece - 1) / LongestPiece));
        for (int done = 0, taken; done < length; done += taken)
        {
            taken = Math.Min(LongestPiece, length - done);
            _pieces[_count++] = new UpdatePiece(start + done, start + done, taken, decay);
        }
    }

    /// <summary>Takes rows of a table, whose gradients are packed.</summary>
    public void Take(ReadOnlySpan<int> rows, int columns, ReadOnlySpan<float> decays)
    {
        Reserve(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            _pieces[_count++] = new UpdatePiece(rows[i] * columns, i * columns, columns, decays[i]);
        }
    }

    private void Reserve(int count)
    {
        _count = 0;
        if (_pieces.Length < count)
        {
            _pieces = new UpdatePiece[count];
        }
    }
}
