namespace WebHost.Problems;

/// <summary>Tells a body that is broken from a disk that is: both are errors of input and output, and only one is the client's.</summary>
internal static class BrokenBody
{
    /// <summary>Reads from a body.</summary>
    /// <exception cref="ProblemException">The client sent no body as it should be, or left.</exception>
    /// <exception cref="BadHttpRequestException">The server says what is wrong with it: it is too long, for instance.</exception>
    public static async ValueTask<TResult> TellAsync<TBody, TResult>(Func<TBody, ValueTask<TResult>> read, TBody body)
    {
        try
        {
            return await read(body);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "Expected a whole and well-formed body.");
        }
    }
}
