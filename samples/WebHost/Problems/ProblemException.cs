namespace WebHost.Problems;

/// <summary>A request that is refused: the status, and what the client is told. Every text is written here or by a check of input, so that nothing of the server is in it.</summary>
internal sealed class ProblemException(int status, params IReadOnlyList<string> errors) : Exception(string.Join(" ", errors))
{
    public int Status => status;

    public IReadOnlyList<string> Errors => errors;

    /// <summary>Gets when the client may try again; <see langword="null"/> when that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
