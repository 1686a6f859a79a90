using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class LowRankAdapterTests
{
    [Test]
    public void Constructor_FirstValues_AreSmallAndSeeded()
    {
        LowRankAdapter adapter = new(400, 100, seed: 3);
        float[] u = adapter.Parameters["u"].Values.ToArray();
        Math.Sqrt(u.Average(static v => v * v)).ShouldBe(0.05, 0.001);
        adapter.Parameters["v"].Values.ToArray().ShouldAllBe(static v => v == 0);
        new LowRankAdapter(400, 100, seed: 4).Parameters["u"].Values.ToArray().ShouldNotBe(u);
    }

    [Test]
    public void Forward_WorkedByHand_AddsTheMapOfLowRank()
    {
        LowRankAdapter adapter = new(2, 1);
        ((float[])[2, 3]).CopyTo(adapter.Parameters["u"].Values);
        ((float[])[10, -1]).CopyTo(adapter.Parameters["v"].Values);
        ((float[])[0.5f, 0.25f]).CopyTo(adapter.Parameters["bias"].Values);
        float[] y = new float[2];

        adapter.Forward([1, 1], y);

        y.ShouldBe([1 + 50 + 0.5f, 1 - 5 + 0.25f]);
    }

    [Test]
    public void Backward_Untrained_TeachesV() // U gets no gradient while V is zero; V must get one, or nothing would ever start.
    {
        LowRankAdapter adapter = new(3, 2);
        adapter.Backward(new float[,] { { 1, 2, 3 } }, new float[,] { { 1, -1, 2 } });
        adapter.Parameters["v"].Gradients.ToArray().ShouldNotContain(0);
        adapter.Parameters["u"].Gradients.ToArray().ShouldAllBe(static gradient => gradient == 0);
    }

    [Test]
    public void Constructor_RankZero_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(static () => new LowRankAdapter(3, 0)).ParamName.ShouldBe("rank");
}
