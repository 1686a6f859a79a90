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

    // One rounding, of a sum that is monotone in the fraction: the result is monotone too. The clamp takes back the rounding of end - start.
    public static float Linear(float start, float end, double fraction) =>
        fraction < 1 ? Between(start, end, Math.FusedMultiplyAdd((double)end - start, fraction, start)) : end;

    // (1 - cos(pi f)) / 2 as a square, which does not cancel near 0.
    public static float Cosine(float start, float end, double fraction)
    {
        double root = double.SinPi(fraction / 2);
        return Linear(start, end, root * root);
    }

    public static float Geometric(float start, float end, double fraction) =>
        fraction < 1 ? Between(start, end, start * Math.Pow((double)end / start, fraction)) : end;

    private static float Between(float start, float end, double value) => (float)Math.Clamp(value, Math.Min(start, end), Math.Max(start, end));
}
