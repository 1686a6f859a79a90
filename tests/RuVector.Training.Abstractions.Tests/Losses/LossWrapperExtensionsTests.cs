namespace RuVector.Training.Abstractions.Tests;

[TestFixture]
public sealed class LossWrapperExtensionsTests
{
    [Test]
    public void WithInner_LossesInsideEachOther_AreListedFromTheOutsideInAndOnce()
    {
        Leaf shared = new();
        Leaf deep = new();
        Wrapper inner = new(deep, shared);
        Wrapper outer = new(shared, inner, shared);

        outer.WithInner().ShouldBe([outer, shared, inner, deep]);
        shared.WithInner().ShouldBe([shared]);
        Should.Throw<ArgumentNullException>(() => ((ILoss)null!).WithInner()).ParamName.ShouldBe("loss");
    }

    [Test]
    public void IsTemperatureLearned_NotSaid_IsFalse() => ((IHasTemperature)new Leaf()).IsTemperatureLearned.ShouldBeFalse();

    private sealed class Leaf : ILoss, IHasTemperature
    {
        public float Temperature { get; set; }

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => default;
    }

    private sealed class Wrapper(params ILoss[] inner) : ILossWrapper
    {
        public IReadOnlyList<ILoss> Inner => inner;

        public LossResult Evaluate(in ContrastiveBatch batch, in LossOutputs outputs = default) => default;
    }
}
