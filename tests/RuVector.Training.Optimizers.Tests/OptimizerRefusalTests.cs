namespace RuVector.Training.Optimizers.Tests;

/// <summary>Wrong calls, for every optimizer with a state of its own: the message, and that nothing changes.</summary>
[TestFixtureSource(typeof(OptimizerCase), nameof(OptimizerCase.WithOwnState))]
public sealed class OptimizerRefusalTests(OptimizerCase subject)
{
    private readonly float[] _parameters = [1f, 2f, 3f, 4f, 5f, 6f];
    private IOptimizer _optimizer = null!;

    [SetUp]
    public void TakeAStep()
    {
        _optimizer = subject.Create();
        _optimizer.Step(_parameters, [1f, -1f, 2f, -2f, 3f, -3f]);
    }

    [Test]
    public void Step_OtherNumberOfGradients_IsRefusedNamingBoth() =>
        Refused<ArgumentException>(() => _optimizer.Step(_parameters, new float[5])).ShouldBe("Expected 6 gradients, one per parameter, but got 5. (Parameter 'gradients')");

    [Test]
    public void Step_AnotherLength_IsRefusedNamingBoth() =>
        Refused<ArgumentException>(() => _optimizer.Step(new float[7], new float[7])).ShouldBe("Expected 6 parameters, as in earlier steps, but got 7. (Parameter 'parameters')");

    [Test]
    public void Step_AnotherLayout_IsRefusedNamingBoth()
    {
        ParameterSet set = new(new ParameterShape("weight", 2, 3));

        Refused<ArgumentException>(() => _optimizer.Step(set)).ShouldBe("Expected the parameters parameters [6], as in earlier steps, but got weight [2, 3]. (Parameter 'parameters')");
    }

    [Test]
    public void Step_OverlappingGradients_IsRefused([Range(-5, 5)] int offset)
    {
        float[] memory = new float[16];

        Refused<ArgumentException>(() => _optimizer.Step(memory.AsSpan(5, 6), memory.AsSpan(5 + offset, 6)))
            .ShouldBe("Expected gradients in memory of their own, but they overlap the parameters. (Parameter 'gradients')");
    }

    [TestCase(-1f, "-1")]
    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    public void LearningRate_OutOfRange_IsRefused(float value, string text) =>
        Refused<ArgumentOutOfRangeException>(() => _optimizer.LearningRate = value).ShouldStartWith($"Expected a finite learning rate of 0 or more, but got {text}. (Parameter 'value')");

    [Test]
    public void ImportState_OtherKind_IsRefusedNamingBoth()
    {
        OptimizerState state = _optimizer.ExportState();

        Refused<ArgumentException>(() => _optimizer.ImportState(state with { Kind = "Acme" })).ShouldBe($"Expected a state of '{state.Kind}', but got one of 'Acme'. (Parameter 'state')");
    }

    [Test]
    public void ImportState_OtherLayout_IsRefusedNamingBoth()
    {
        OptimizerState state = _optimizer.ExportState() with { Layout = [new ParameterShape("weight", 3, 2)] };

        Refused<ArgumentException>(() => _optimizer.ImportState(state)).ShouldBe("Expected a state of the parameters parameters [6], but got one of weight [3, 2]. (Parameter 'state')");
    }

    [Test]
    public void ImportState_NegativeStepCount_IsRefused()
    {
        OptimizerState state = _optimizer.ExportState() with { StepCount = -1 };

        Refused<ArgumentException>(() => _optimizer.ImportState(state)).ShouldBe("Expected a state after 0 or more steps, but got one after -1. (Parameter 'state')");
    }

    [Test]
    public void ImportState_TensorThatIsNotKnown_IsRefusedNamingAll()
    {
        OptimizerState state = _optimizer.ExportState();
        OptimizerState more = state with { Tensors = new Dictionary<string, float[]>(state.Tensors) { ["step"] = [1f] } };

        Refused<ArgumentException>(() => _optimizer.ImportState(more)).ShouldBe($"Expected the state tensors {List(state.Tensors.Keys)}, but got {List(more.Tensors.Keys)}. (Parameter 'state')");
    }

    [Test]
    public void ImportState_NumberThatIsNotKnown_IsRefusedNamingAll()
    {
        OptimizerState state = _optimizer.ExportState();
        OptimizerState more = state with { Scalars = new Dictionary<string, double>(state.Scalars) { ["lr"] = 1 } };

        Refused<ArgumentException>(() => _optimizer.ImportState(more)).ShouldBe($"Expected the state numbers {List(state.Scalars.Keys)}, but got {List(more.Scalars.Keys)}. (Parameter 'state')");
    }

    [Test]
    public void ImportState_MissingNumber_IsRefused()
    {
        OptimizerState state = _optimizer.ExportState();
        foreach (string name in state.Scalars.Keys)
        {
            OptimizerState less = state with { Scalars = state.Scalars.Where(scalar => scalar.Key != name).ToDictionary() };

            Refused<ArgumentException>(() => _optimizer.ImportState(less)).ShouldBe($"Expected a state number '{name}', but got {List(less.Scalars.Keys)}. (Parameter 'state')");
        }
    }

    [Test]
    public void ImportState_NumberOutOfRange_IsRefused([Values(-1, double.NaN)] double skipped)
    {
        OptimizerState state = _optimizer.ExportState();
        OptimizerState wrong = state with { Scalars = new Dictionary<string, double>(state.Scalars) { ["skipped_steps"] = skipped } };

        Refused<ArgumentException>(() => _optimizer.ImportState(wrong))
            .ShouldBe(FormattableString.Invariant($"Expected the state number 'skipped_steps' in [0, 9007199254740992], but got {skipped}. (Parameter 'state')"));
    }

    [Test]
    public void ImportState_TensorThatDoesNotFit_IsRefused()
    {
        OptimizerState state = _optimizer.ExportState();
        foreach (string name in state.Tensors.Keys)
        {
            int length = state.Tensors[name].Length;
            Refused<ArgumentException>(() => _optimizer.ImportState(With(name, null))).ShouldBe($"Expected a state tensor '{name}', but got {List(state.Tensors.Keys.Where(key => key != name))}. (Parameter 'state')");
            Refused<ArgumentException>(() => _optimizer.ImportState(With(name, new float[length + 1]))).ShouldBe($"Expected {length} values in the state tensor '{name}', but got {length + 1}. (Parameter 'state')");
            string expected = name.EndsWith("_sq", StringComparison.Ordinal) || name is "exp_inf" or "square_avg" or "sum" ? "finite values of 0 or more" : "finite values";
            Refused<ArgumentException>(() => _optimizer.ImportState(With(name, [.. new float[length - 1], float.NaN])))
                .ShouldBe($"Expected {expected} in the state tensor '{name}', but got NaN at {length - 1}. (Parameter 'state')");
        }

        OptimizerState With(string name, float[]? values)
        {
            Dictionary<string, float[]> tensors = new(state.Tensors);
            tensors.Remove(name);
            if (values is not null)
            {
                tensors.Add(name, values);
            }

            return state with { Tensors = tensors };
        }
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";

    /// <summary>The message of a call that is refused and changes neither parameters nor state.</summary>
    private string Refused<TException>(Action call)
        where TException : Exception
    {
        (int[] parameters, string state, float learningRate) = (Bits.Of(_parameters), Bits.Of(_optimizer.ExportState()), _optimizer.LearningRate);

        TException refusal = Should.Throw<TException>(call);

        refusal.GetType().ShouldBe(typeof(TException));
        Bits.Of(_parameters).ShouldBe(parameters);
        Bits.Of(_optimizer.ExportState()).ShouldBe(state);
        _optimizer.LearningRate.ShouldBe(learningRate);
        return refusal.Message;
    }
}
