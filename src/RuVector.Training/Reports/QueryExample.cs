namespace RuVector.Training.Reports;

/// <summary>What the model answered to one query before and after training.</summary>
/// <param name="Query">The text of the query.</param>
/// <param name="Answer">The right answer, or several.</param>
/// <param name="RankBefore">Rank of the right answer before, 1 or more.</param>
/// <param name="RankAfter">Rank of the right answer after, 1 or more.</param>
/// <param name="TopBefore">The first answers before, best first.</param>
/// <param name="TopAfter">The first answers after, best first.</param>
public sealed record QueryExample(
    string Query, string Answer, int RankBefore, int RankAfter, IReadOnlyList<string> TopBefore, IReadOnlyList<string> TopAfter);
