using System.Numerics.Tensors;
using RuVector.Training.Optimizers;

namespace RuVector.Training.Trainer;

/// <summary>What a training loop does to its loss around a batch: step and temperature before, the update of what the loss learns after.</summary>
internal sealed class LossDriver
{
    private readonly IHasStep[] _stepped;
    private readonly IHasTemperature[] _temperatures;
    private readonly ParameterSet? _parameters;
    private readonly IOptimizer? _optimizer;
    private readonly float _baseLearningRate;

    public LossDriver(TrainingRun run)
    {
        IReadOnlyList<ILoss> losses = run.Loss.WithInner();
        _stepped = [.. losses.OfType<IHasStep>()];
        _temperatures = [.. losses.OfType<IHasTemperature>()];
        if (run.Loss is IParameterized { Parameters: { Segments.Length: > 0 } parameters })
        {
            (_parameters, _optimizer, _baseLearningRate) = (parameters, run.LossOptimizer!, run.LossOptimizer!.LearningRate);
        }
    }

    /// <summary>Sets the step, the temperatures that are not learned and the learning rate, and sets the gradients to zero.</summary>
    /// <returns>The temperature of the step, the first one of several; <see langword="null"/> when there is none.</returns>
    public float? Begin(long step, float? temperature, float learningRateFactor)
    {
        foreach (IHasStep stepped in _stepped)
        {
            stepped.Step = step;
        }

        foreach (IHasTemperature loss in _temperatures)
        {
            if (temperature is { } scheduled && !loss.IsTemperatureLearned)
            {
                loss.Temperature = scheduled;
            }
        }

        _parameters?.ZeroGradients();
        _optimizer?.LearningRate = _baseLearningRate * learningRateFactor;
        return _temperatures.Length == 0 ? null : _temperatures[0].Temperature;
    }

    /// <summary>Gives the optimizer back the learning rate it had before the run.</summary>
    public void End() => _optimizer?.LearningRate = _baseLearningRate;

    /// <summary>Scales the gradients of what the loss learns.</summary>
    public void Scale(float factor)
    {
        if (_parameters is not null)
        {
            TensorPrimitives.Multiply(_parameters.Gradients, factor, _parameters.Gradients);
        }
    }

    /// <summary>Clips the gradients of what the loss learns.</summary>
    /// <returns>Whether they are finite.</returns>
    public bool Clip(float maxNorm) => _parameters is null || double.IsFinite(GradientClipping.ByGlobalNorm(_parameters, maxNorm));

    /// <inheritdoc cref="StepDriver.NonFinite"/>
    public ParameterSegment? FindNonFinite() => _parameters is null ? null : StepDriver.NonFinite(_parameters);

    /// <summary>Updates what the loss learns.</summary>
    public StepOutcome Step() => _parameters is null ? StepOutcome.Taken : _optimizer!.Step(_parameters);
}
