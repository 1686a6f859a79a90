namespace RuVector.Training.Curriculum.Tests;

/// <summary>Leaves out points of a line that nobody could see (Douglas, Peucker).</summary>
internal static class PolyLine
{
    public static IEnumerable<(double X, double Y)> Simplified((double X, double Y)[] points, double tolerance)
    {
        bool[] isKept = new bool[points.Length];
        (isKept[0], isKept[^1]) = (true, true);
        Keep(points, 0, points.Length - 1, tolerance, isKept);
        return points.Where((_, i) => isKept[i]);
    }

    private static void Keep((double X, double Y)[] points, int first, int last, double tolerance, bool[] isKept)
    {
        int farthest = first;
        double distance = 0;
        for (int i = first + 1; i < last; i++)
        {
            double own = Distance(points[i], points[first], points[last]);
            (farthest, distance) = own > distance ? (i, own) : (farthest, distance);
        }

        if (distance > tolerance)
        {
            isKept[farthest] = true;
            Keep(points, first, farthest, tolerance, isKept);
            Keep(points, farthest, last, tolerance, isKept);
        }
    }

    private static double Distance((double X, double Y) point, (double X, double Y) start, (double X, double Y) end)
    {
        (double x, double y) = (end.X - start.X, end.Y - start.Y);
        return Math.Abs((x * (point.Y - start.Y)) - (y * (point.X - start.X))) / Math.Sqrt((x * x) + (y * y));
    }
}
