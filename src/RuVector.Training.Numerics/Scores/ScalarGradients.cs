namespace RuVector.Training.Numerics;

/// <summary>Derivatives by up to two numbers that a loss learns itself: a temperature, a scale and a bias, a boundary.</summary>
/// <param name="First">The derivative by the first number.</param>
/// <param name="Second">The derivative by the second number, or 0.</param>
public readonly record struct ScalarGradients(double First, double Second = 0);
