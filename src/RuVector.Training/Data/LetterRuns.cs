namespace RuVector.Training.Data;

/// <summary>The tokens of a text: its runs of the letters a to z, once it is in lower case (invariant culture).</summary>
/// <remarks>Everything else splits; "don't" is "don" and "t", "café" is "caf".</remarks>
internal ref struct LetterRuns
{
    private ReadOnlySpan<char> _rest;

    /// <param name="lowered">The text in lower case.</param>
    public LetterRuns(ReadOnlySpan<char> lowered) => _rest = lowered;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly LetterRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        int start = _rest.IndexOfAnyInRange('a', 'z');
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<char> tail = _rest[start..];
        int length = tail.IndexOfAnyExceptInRange('a', 'z');
        Current = length < 0 ? tail : tail[..length];
        _rest = tail[Current.Length..];
        return true;
    }
}
