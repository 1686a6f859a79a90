namespace RuVector.Training.Curriculum;

/// <summary>Ways from one value to another: never outside of the two, exactly the end from fraction 1 on.</summary>
internal static class Interpolation
{
    /// <summary>Gets the part of the steps that is taken, in [0, 1].</summary>
    public static double Fraction(long position, long steps)
    {
        ScheduleGuard.CheckPosition(position);
        return position < steps ? position / (double)steps : 1;
    }

    // Fused, so that one rounding follows a sum that is monotone in the fraction: the values are monotone too, and below 1 the sum cannot pass the end.
    public static float Linear(float start, float end, double fraction) =>
        fraction < 1 ? (float)Math.FusedMultiplyAdd((double)end - start, fraction, start) : end;

    // (1 - cos(pi f)) / 2 as a square, which does not cancel near 0.
    public static float Cosine(float start, float end, double fraction)
    {
        double root = double.SinPi(fraction / 2);
        return Linear(start, end, root * root);
    }

    /// <summary>Goes from one value to another in a shape.</summary>
    public static float Shaped(ScheduleShape shape, float start, float end, double fraction) => shape switch
    {
        ScheduleShape.Cosine => Cosine(start, end, fraction),
        ScheduleShape.SquareRoot => Linear(start, end, Math.Sqrt(fraction)),
        _ => Linear(start, end, fraction),
    };

    /// <summary>Gets the value when a part of the way from the end back to the start is left: exactly the start at 1, exactly the end at 0.</summary>
    public static float Remaining(float start, float end, double part) => Linear(end, start, part);

    // What the power errs by is far less than half a float, so the rounding to float keeps it between the two.
    public static float Geometric(float start, float end, double fraction) =>
        fraction < 1 ? (float)(start * Math.Pow((double)end / start, fraction)) : end;
}
