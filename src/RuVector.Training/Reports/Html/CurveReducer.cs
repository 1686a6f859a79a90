namespace RuVector.Training.Reports;

/// <summary>Thins a curve out for drawing: of each run of neighbouring points the lowest and the highest stay, so that no spike is lost.</summary>
internal static class CurveReducer
{
    private const int MaxRuns = 200;

    public static IReadOnlyList<CurvePoint> Reduce(IReadOnlyList<CurvePoint> points)
    {
        if (points.Count <= 2 * MaxRuns)
        {
            return points;
        }

        List<CurvePoint> kept = [points[0]];
        for (int run = 0; run < MaxRuns; run++)
        {
            int from = (int)((long)run * points.Count / MaxRuns);
            int to = (int)((run + 1L) * points.Count / MaxRuns);
            IEnumerable<CurvePoint> members = Enumerable.Range(from, to - from).Select(i => points[i]).ToArray();
            kept.AddRange(new[] { members.MinBy(static p => p.Value), members.MaxBy(static p => p.Value) }.OrderBy(static p => p.Step));
        }

        kept.Add(points[^1]);
        return [.. kept.DistinctBy(static point => point.Step)];
    }
}
