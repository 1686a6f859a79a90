namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class NAdamMomentumTests
{
    [Test]
    public void ProductOf_AnyOrderOfCalls_IsThatOfTheSteps()
    {
        NAdamMomentum momentum = new(0.5f, 2);
        double[] expected = [1, momentum.Of(1), momentum.Of(1) * momentum.Of(2), momentum.Of(1) * momentum.Of(2) * momentum.Of(3)];

        foreach (int steps in new[] { 0, 3, 3, 1, 2, 0, 2, 3 })
        {
            momentum.ProductOf(steps).ShouldBe(expected[steps]);
        }
    }

    [Test]
    public void Restore_Product_IsGoneOnFrom()
    {
        NAdamMomentum momentum = new(0.5f, 2);

        momentum.Restore(7, 0.25);

        momentum.ProductOf(7).ShouldBe(0.25);
        momentum.ProductOf(8).ShouldBe(0.25 * momentum.Of(8));
    }
}
