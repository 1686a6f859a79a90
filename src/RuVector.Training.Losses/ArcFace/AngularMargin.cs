namespace RuVector.Training.Losses;

/// <summary><c>cos(theta + m)</c>, or <c>cos(theta) - m sin(m)</c> where <c>theta + m</c> exceeds pi and the cosine would rise again.</summary>
/// <param name="radians">m.</param>
internal readonly struct AngularMargin(double radians) : ICosineMargin
{
    /// <summary>Squared sine that the rounding of a float32 cosine of 1 can make: below it the angle counts as 0.</summary>
    private const double SmallestSquare = 5e-7;

    private readonly double _cosine = Math.Cos(radians);
    private readonly double _sine = Math.Sin(radians);

    public double Of(double cosine, out double slope)
    {
        if (cosine < -_cosine)
        {
            slope = 1;
            return cosine - (radians * _sine);
        }

        double square = (1 - cosine) * (1 + cosine);
        if (square < SmallestSquare)
        {
            slope = _cosine;
            return cosine * _cosine;
        }

        double sine = Math.Sqrt(square);
        slope = _cosine + (_sine * cosine / sine);
        return (cosine * _cosine) - (sine * _sine);
    }
}
