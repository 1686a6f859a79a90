namespace RuVector.Training.Data;

/// <summary>A file holds something that is not allowed; says which file, where in it, and what.</summary>
public sealed class TrainingDataException : Exception
{
    /// <summary>Creates the exception for a place in a text file.</summary>
    /// <param name="file">Name or path of the file.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column, from 1, in UTF-16 code units as editors count them.</param>
    /// <param name="reason">What was expected and what is there.</param>
    public TrainingDataException(string file, long line, long column, string reason)
        : base(FormattableString.Invariant($"{file}({line},{column}): {reason}")) =>
        (File, Line, Column, Reason) = (file, line, column, reason);

    /// <summary>Creates the exception for a binary file, which has no lines.</summary>
    /// <param name="file">Name or path of the file.</param>
    /// <param name="reason">What was expected, what is there, and where.</param>
    public TrainingDataException(string file, string reason)
        : base($"{file}: {reason}") =>
        (File, Reason) = (file, reason);

    /// <summary>Gets the name or path of the file.</summary>
    public string File { get; }

    /// <summary>Gets the line, from 1; 0 in a binary file.</summary>
    public long Line { get; }

    /// <summary>Gets the column, from 1, in UTF-16 code units; 0 in a binary file.</summary>
    public long Column { get; }

    /// <summary>Gets what was expected and what is there.</summary>
    public string Reason { get; }
}
