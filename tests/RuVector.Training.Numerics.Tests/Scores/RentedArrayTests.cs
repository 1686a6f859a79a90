using RuVector.Training.TestKit;

namespace RuVector.Training.Numerics.Tests;

[TestFixture]
public sealed class RentedArrayTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1000)]
    public void Span_AnyLength_IsAsLongAsAskedFor(int length)
    {
        using RentedArray<int> rented = new(length);

        rented.Span.Length.ShouldBe(length);
    }

    [Test]
    public void Dispose_ThenRentedAgain_AllocatesNothing()
    {
        SteadyAllocation.Of(Use).ShouldBe(0);

        static void Use()
        {
            using RentedArray<double> rented = new(12_345);
            rented.Span.Fill(1);
        }
    }

    [Test]
    public void Dispose_DefaultValue_DoesNothing() => default(RentedArray<int>).Dispose();

    [Test]
    public void Constructor_NegativeLength_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(static () => new RentedArray<int>(-1).Dispose());
}
