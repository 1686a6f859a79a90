namespace RuVector.Training.Data;

/// <summary>One query of a reverse dictionary: a definition and the words that fit it.</summary>
/// <param name="Id">Id, each once in a file.</param>
/// <param name="Gloss">The definition: the text of the query.</param>
/// <param name="Gold">Rows of the right words, at least one, each a candidate.</param>
/// <param name="Also">Rows of words that are right too but belong to another split; maybe none.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="GlossColumn">Column of the line, from 1, where the definition starts.</param>
public sealed record DefinitionRow(string Id, string Gloss, IReadOnlyList<int> Gold, IReadOnlyList<int> Also, long Line, long GlossColumn);
