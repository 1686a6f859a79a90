namespace RuVector.Training.Optimizers.Tests;

[TestFixture]
public sealed class OptimizerThreadsTests
{
    [Test]
    public void AnyCall_WhileAnotherThreadIsInAStep_IsRefusedAtOnce()
    {
        using BlockingOptimizer optimizer = new();
        Task<StepOutcome> step = Task.Run(() => optimizer.Step(new float[1], new float[1]));
        optimizer.IsInside.Wait();

        string[] messages;
        try
        {
            Action[] calls = [() => optimizer.Step(new float[1], new float[1]), () => optimizer.ExportState(), optimizer.Reset];
            messages = [.. calls.Select(static call => Should.Throw<InvalidOperationException>(call).Message)];
        }
        finally
        {
            optimizer.MayLeave.Set();
            step.GetAwaiter().GetResult().ShouldBe(StepOutcome.Taken);
        }

        messages.ShouldAllBe(static message => message == "Expected one thread at a time in an optimizer, but another one is in this 'Blocking'.");
        optimizer.Step(new float[1], new float[1]).ShouldBe(StepOutcome.Taken);
        optimizer.StepCount.ShouldBe(2);
    }

    [Test]
    public void Step_AfterAnException_IsPossibleAgain()
    {
        AdamOptimizer optimizer = new();
        Should.Throw<ArgumentException>(() => optimizer.Step(new float[1], new float[2]));

        optimizer.Step(new float[1], new float[1]).ShouldBe(StepOutcome.Taken);
    }

    [Test]
    public void Step_TwoThreadsManyTimes_CountsEverySuccess()
    {
        const int Rounds = 2000;
        AdamWOptimizer optimizer = new();
        float[] parameters = new float[256], gradients = new float[256];
        int taken = 0, refused = 0;
        using Barrier barrier = new(2);

        Parallel.Invoke(Work, Work);

        (taken + refused).ShouldBe(2 * Rounds);
        optimizer.StepCount.ShouldBe(taken);
        taken.ShouldBeGreaterThanOrEqualTo(Rounds, "in every round at least one proceeds");

        void Work()
        {
            for (int round = 0; round < Rounds; round++)
            {
                barrier.SignalAndWait();
                try
                {
                    optimizer.Step(parameters, gradients);
                    Interlocked.Increment(ref taken);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }
    }

    /// <summary>Waits inside its first step until told to leave; inherits as optimizers of the package do.</summary>
    private sealed class BlockingOptimizer() : Optimizer("Blocking", 1, WeightDecay.OfGradients(0)), IDisposable
    {
        private int _steps;

        public ManualResetEventSlim IsInside { get; } = new();

        public ManualResetEventSlim MayLeave { get; } = new();

        public void Dispose()
        {
            IsInside.Dispose();
            MayLeave.Dispose();
        }

        private protected override void Prepare(ParameterLayout layout)
        {
        }

        private protected override StepOutcome Update(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<StepSegment> segments, float magnitude)
        {
            if (Interlocked.Increment(ref _steps) == 1)
            {
                IsInside.Set();
                MayLeave.Wait();
            }

            return StepOutcome.Taken;
        }

        private protected override void Write(StateWriter writer)
        {
        }

        private protected override Action Read(StateReader reader) => static () => { };
    }
}
