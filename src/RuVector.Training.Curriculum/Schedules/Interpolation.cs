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

    // What the power errs by is far less than half a float, so the rounding to float keeps it between the two.
    public static float Geometric(float start, float end, double fraction) =>
        fraction < 1 ? (float)(start * Math.Pow((double)end / start, fraction)) : end;
}
