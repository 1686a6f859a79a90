using RuVector.Training.Optimizers;

namespace RuVector.Training.Runs;

/// <summary>A planted defect: its state comes back without its moments. What compares interrupted runs must notice.</summary>
internal sealed class ForgetfulOptimizer : IOptimizer
{
    private readonly SgdOptimizer _inner = new(new SgdOptions { LearningRate = 0.02f, Momentum = 0.9f });

    public float LearningRate
    {
        get => _inner.LearningRate;
        set => _inner.LearningRate = value;
    }

    public long StepCount => _inner.StepCount;

    public long SkippedSteps => _inner.SkippedSteps;

    public StepOutcome Step(Span<float> parameters, ReadOnlySpan<float> gradients) => _inner.Step(parameters, gradients);

    public StepOutcome Step(ParameterSet parameters) => _inner.Step(parameters);

    public OptimizerState ExportState() => _inner.ExportState();

    public void ImportState(OptimizerState state) =>
        _inner.ImportState(state with { Tensors = state.Tensors.ToDictionary(static pair => pair.Key, static pair => new float[pair.Value.Length]) });

    public void Reset() => _inner.Reset();
}
