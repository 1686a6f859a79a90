using System.Runtime.InteropServices;

namespace RuVector.Training.Data;

/// <summary>Pairs of vectors with a graded score: human ratings or a teacher's scores.</summary>
/// <remarks>Immutable by contract: nothing is copied, and what was given must not change while the data set is in use. Safe for concurrent reading.</remarks>
public sealed class ScoredPairDataset
{
    private readonly ScoredPair[] _pairs;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Creates a data set.</summary>
    /// <param name="first">The vectors that pairs name first (<see cref="ScoredPair.Anchor"/>), <c>[F, D]</c>; finite.</param>
    /// <param name="second">The vectors that pairs name second (<see cref="ScoredPair.Candidate"/>), <c>[S, D]</c>; finite. May be the same as <paramref name="first"/>.</param>
    /// <param name="pairs">The pairs.</param>
    /// <exception cref="ArgumentException">The dimensions differ, a vector does not exist, or a score is not finite.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public ScoredPairDataset(VectorMatrix first, VectorMatrix second, ScoredPair[] pairs)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(pairs);
        if (first.Columns != second.Columns)
        {
            throw new ArgumentException($"Expected second vectors of dimension {first.Columns}, as the first have, but got {second.Columns}.", nameof(second));
        }

        for (int i = 0; i < pairs.Length; i++)
        {
            if ((uint)pairs[i].Anchor >= (uint)first.Rows || (uint)pairs[i].Candidate >= (uint)second.Rows || !float.IsFinite(pairs[i].Score))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Expected pairs of first vectors 0 to {first.Rows - 1} and second vectors 0 to {second.Rows - 1} with a finite score, but pair {i} is ({pairs[i].Anchor}, {pairs[i].Candidate}, {pairs[i].Score})."),
                    nameof(pairs));
            }
        }

        first.RequireFinite(nameof(first));
        second.RequireFinite(nameof(second));
        (First, Second, _pairs) = (first, second, pairs);
        _fingerprint = new(TakeFingerprint);
    }

    /// <summary>Gets the number of pairs.</summary>
    public int Count => _pairs.Length;

    /// <summary>Gets the vectors that pairs name first, <c>[F, D]</c>.</summary>
    public VectorMatrix First { get; }

    /// <summary>Gets the vectors that pairs name second, <c>[S, D]</c>.</summary>
    public VectorMatrix Second { get; }

    /// <summary>Gets the pairs.</summary>
    public ReadOnlySpan<ScoredPair> Pairs => _pairs;

    /// <summary>Gets the SHA-256 of the content, 64 hexadecimal digits: another content, another fingerprint. Taken when it is first asked for, then kept.</summary>
    public string Fingerprint => _fingerprint.Value;

    private string TakeFingerprint()
    {
        using Fingerprinter fingerprint = new("scored pairs");
        fingerprint.Add(First);
        fingerprint.Add(Second);
        fingerprint.Add(MemoryMarshal.Cast<ScoredPair, int>(Pairs));
        return fingerprint.ToString();
    }
}
