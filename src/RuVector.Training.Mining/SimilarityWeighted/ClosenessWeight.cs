namespace RuVector.Training.Mining;

/// <summary>The logarithm of the weight that a candidate has by its closeness: <c>closeness / temperature</c>.</summary>
/// <param name="order">Which scores are close.</param>
/// <param name="temperature">The temperature.</param>
internal readonly struct ClosenessWeight(ScoreOrder order, float temperature) : ILogWeight
{
    public double LogWeight(float score) => order.Closeness(score) / (double)temperature;
}
