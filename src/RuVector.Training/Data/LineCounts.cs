namespace RuVector.Training.Data;

/// <summary>What became of the lines of a file. Every line is one of the three: <c>Accepted + Rejected + Blank = Total</c>.</summary>
public sealed record LineCounts
{
    /// <summary>Creates the counts.</summary>
    /// <param name="accepted">Lines that became records.</param>
    /// <param name="rejected">Bad lines, left out.</param>
    /// <param name="blank">Lines of nothing but spaces and tabs.</param>
    /// <param name="total">Lines of the file, counted apart.</param>
    /// <exception cref="ArgumentException">The three do not add up to <paramref name="total"/>.</exception>
    public LineCounts(long accepted, long rejected, long blank, long total)
    {
        if (accepted + rejected + blank != total)
        {
            throw new ArgumentException($"Expected accepted, rejected and blank lines to add up to {total}, but got {accepted} + {rejected} + {blank}.", nameof(total));
        }

        (Accepted, Rejected, Blank, Total) = (accepted, rejected, blank, total);
    }

    /// <summary>Gets the number of lines that became records.</summary>
    public long Accepted { get; }

    /// <summary>Gets the number of bad lines, left out.</summary>
    public long Rejected { get; }

    /// <summary>Gets the number of lines of nothing but spaces and tabs.</summary>
    public long Blank { get; }

    /// <summary>Gets the number of lines of the file.</summary>
    public long Total { get; }
}
