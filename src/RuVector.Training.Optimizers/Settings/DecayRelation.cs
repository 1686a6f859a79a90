using Microsoft.Extensions.Options;

namespace RuVector.Training.Optimizers;

/// <summary>The relation of two settings that all decoupled weight decay has: a step must not take away a parameter as a whole.</summary>
internal static class DecayRelation
{
    public static ValidateOptionsResult Check(float learningRate, float weightDecay) => (double)learningRate * weightDecay >= 1
        ? ValidateOptionsResult.Fail(FormattableString.Invariant($"WeightDecay: Expected LearningRate times WeightDecay below 1, but got {learningRate} * {weightDecay}."))
        : ValidateOptionsResult.Success;
}
