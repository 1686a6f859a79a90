namespace RuVector.Training.Data;

/// <summary>How JSONL files are read.</summary>
public sealed class JsonlOptions
{
    /// <summary>Gets or sets the vectors that <c>query</c>, <c>anchor</c>, <c>first</c> and <c>vector</c> refer to by id; their <see cref="VectorMatrix.Names"/> are the ids.</summary>
    /// <value>The default is <see langword="null"/>: these fields hold vectors.</value>
    public VectorMatrix? Queries { get; set; }

    /// <summary>Gets or sets the vectors that <c>positive</c>, <c>negatives</c>, <c>negative</c>, <c>ignored</c> and <c>second</c> refer to by id.</summary>
    /// <value>The default is <see langword="null"/>: these fields hold vectors.</value>
    public VectorMatrix? Documents { get; set; }

    /// <summary>Gets or sets the number of values of each vector.</summary>
    /// <value>1 or more. The default is <see langword="null"/>: that of the matrices, else of the first vector that is accepted.</value>
    public int? Dimension { get; set; }

    /// <summary>Gets or sets how many bad lines are left out before reading stops with an error.</summary>
    /// <value>0 or more. The default is 0: the first bad line stops.</value>
    public long MaxBadLines { get; set; }

    /// <summary>Gets or sets the file that bad lines are written to, as JSONL of <c>line</c>, <c>column</c>, <c>reason</c> and <c>content</c>; replaced if it is there, and empty when no line is bad.</summary>
    /// <value>The default is <see langword="null"/>: bad lines are counted, not kept.</value>
    public string? RejectsPath { get; set; }
}
