namespace RuVector.Training.TestKit;

public static partial class Oracle
{
    [ThreadStatic]
    private static double t_nearestCorner;

    /// <summary>How far an evaluation is from its nearest corner or jump: the least magnitude among the arguments of its hinges, the differences that its choices compare, and the squares of its distances.</summary>
    /// <remarks>An argument of exactly 0 does not count: it stays 0 nearby, as the distance of two unit vectors in one dimension does. Infinite for a function without corners.</remarks>
    public static double DistanceFromCorner(Func<double> oracle)
    {
        t_nearestCorner = double.PositiveInfinity;
        oracle();
        return t_nearestCorner;
    }

    /// <summary><c>max(0, argument)</c>.</summary>
    private static double Hinge(double argument) => Math.Max(0, Corner(argument));

    /// <summary>Notes a number at whose 0 the function has a corner or a jump.</summary>
    private static double Corner(double argument)
    {
        t_nearestCorner = argument == 0 ? t_nearestCorner : Math.Min(t_nearestCorner, Math.Abs(argument));
        return argument;
    }
}
