namespace RuVector.Training.Optimizers;

/// <summary>A segment of the parameters and what holds for it in a step.</summary>
/// <param name="Index">Its number in the layout.</param>
/// <param name="Start">Where it starts in the flat vector.</param>
/// <param name="Length">Number of parameters.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="WeightDecay">Its weight decay, coupled or decoupled as the optimizer has it.</param>
internal readonly record struct StepSegment(int Index, int Start, int Length, float LearningRate, float WeightDecay);
