using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>One triplet: the hinge or the soft margin of the gap between the distances of its positive and its negative.</summary>
/// <param name="sign">The derivative of the distance by the score.</param>
/// <param name="margin">The margin of the hinge.</param>
/// <param name="isSoft">Whether the margin is soft.</param>
internal readonly struct TripletTerm(float sign, double margin, bool isSoft)
{
    public float Sign => sign;

    public double Margin => margin;

    public bool IsSoft => isSoft;

    /// <summary>Adds the derivatives of a triplet to those of its row.</summary>
    /// <returns>The value: positive when the triplet is active; NaN for two distances beyond float32.</returns>
    public double Add(in ScoreRow row, int positive, int negative)
    {
        double gap = sign * ((double)row.Positives[positive] - row.Negatives[negative]);
        double value = isSoft ? StableMath.Softplus(gap) : gap + margin;
        if (value <= 0)
        {
            return 0;
        }

        if (row.WantsGradients)
        {
            float slope = sign * (isSoft ? (float)StableMath.Sigmoid(gap) : 1);
            row.PositiveGradients[positive] += slope;
            row.NegativeGradients[negative] -= slope;
        }

        return value;
    }
}
