namespace RuVector.Training.Data;

/// <summary>What the items of a field are for their record.</summary>
internal enum RecordRole
{
    /// <summary>The query, anchor or first vector; the only one of a labelled row.</summary>
    First,
    Positive,
    Ignored,
    Negative,

    /// <summary>The other vector of a scored pair.</summary>
    Second,

    /// <summary>No item: id, label, score.</summary>
    None,
}
