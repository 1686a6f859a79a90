namespace RuVector.Training.Optimizers;

/// <summary>The decoupled weight decay that rows of a table missed while they were not named.</summary>
/// <remarks>
/// <para>The decay of steps 1..t multiplies a parameter by <c>exp(L_t)</c>, <c>L_t = sum log(1 - lr_s * decay)</c>. A row remembers L at its last step; when it is named again, one factor
/// <c>exp(L_t - L_row)</c> makes up for all steps between, each with its own learning rate.</para>
/// <para>A row keeps L as two float32 numbers, the second for what the first rounds away: 48 bits, and exportable.</para>
/// </remarks>
internal sealed class RowDecay
{
    private float[] _rowLogs = [];
    private float[] _rowLogRemainders = [];
    private double _log;

    public void Clear(int rows) => (_rowLogs, _rowLogRemainders, _log) = (new float[rows], new float[rows], 0);

    /// <summary>Computes the share that each row loses in the next step: its own, and what it missed.</summary>
    public void Shares(ReadOnlySpan<int> rows, double share, Span<float> shares)
    {
        (float log, float remainder) = Split(_log);
        double next = After(share);
        for (int i = 0; i < rows.Length; i++)
        {
            (float rowLog, float rowRemainder) = (_rowLogs[rows[i]], _rowLogRemainders[rows[i]]);
            bool missedNone = rowLog == log && rowRemainder == remainder;
            shares[i] = (float)(missedNone ? share : 1 - Math.Exp(next - ((double)rowLog + rowRemainder)));
        }
    }

    /// <summary>Notes that a step was taken and these rows are up to date.</summary>
    public void Advance(ReadOnlySpan<int> rows, double share)
    {
        _log = After(share);
        (float log, float remainder) = Split(_log);
        foreach (int row in rows)
        {
            (_rowLogs[row], _rowLogRemainders[row]) = (log, remainder);
        }
    }

    public void Write(StateWriter writer)
    {
        writer.Add("log_decay", _log);
        writer.Add("row_log_decay", _rowLogs);
        writer.Add("row_log_decay_remainder", _rowLogRemainders);
    }

    /// <summary>Reads what was written; what is returned puts it into place.</summary>
    public Action Read(StateReader reader, int rows)
    {
        double log = reader.Scalar("log_decay", double.MinValue, 0);
        float[] rowLogs = reader.Tensor("row_log_decay", rows);
        float[] rowLogRemainders = reader.Tensor("row_log_decay_remainder", rows);
        return () => (_log, _rowLogs, _rowLogRemainders) = (log, rowLogs, rowLogRemainders);
    }

    private static (float Log, float Remainder) Split(double log) => ((float)log, (float)(log - (float)log));

    private double After(double share) => _log + Math.Log(1 - share);
}
