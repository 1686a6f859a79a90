namespace RuVector.Training.Data;

/// <summary>What the lines of a JSONL file hold; each name below is a field.</summary>
public enum RecordKind
{
    /// <summary><c>query</c>, <c>positive</c> (one or several), optionally <c>negatives</c> and <c>ignored</c>: vectors or ids.</summary>
    Pairs,

    /// <summary><c>anchor</c>, <c>positive</c>, <c>negative</c>: one vector or id each.</summary>
    Triplets,

    /// <summary><c>vector</c> (or its id) and <c>label</c>, optionally an <c>id</c> of the row.</summary>
    LabelledRows,

    /// <summary><c>first</c>, <c>second</c> (vectors or ids) and <c>score</c>.</summary>
    ScoredPairs,

    /// <summary>The fields of <see cref="Pairs"/>, with texts in place of vectors.</summary>
    TextPairs,
}
