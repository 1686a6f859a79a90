namespace RuVector.Training.Data;

/// <summary>What a field of a record holds.</summary>
internal enum FieldKind
{
    /// <summary>One vector, or its id.</summary>
    Vector,

    /// <summary>A vector or several, or their ids.</summary>
    Vectors,

    /// <summary>One text.</summary>
    Text,

    /// <summary>A text or several.</summary>
    Texts,

    /// <summary>The id of the record.</summary>
    Id,

    /// <summary>A text or a whole number.</summary>
    Label,

    /// <summary>A number.</summary>
    Score,
}
