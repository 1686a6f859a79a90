using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>The formula of an optimizer that treats every parameter alone: from one gradient and up to three moments to a new parameter and new moments.</summary>
/// <remarks>
/// <para>Weight decay is not its business: the gradient comes with coupled decay added, the parameter with decoupled decay taken away.</para>
/// <para>A rule is made anew for each step, with everything that depends on the step alone worked out in double beforehand.</para>
/// </remarks>
internal interface IUpdateRule
{
    /// <summary>Gets the number of moments, 0 to 3; the others are not touched.</summary>
    static abstract int MomentCount { get; }

    /// <summary>Gets the numbers of this step.</summary>
    Coefficients<float> Coefficients { get; }

    /// <summary>Takes the step.</summary>
    static abstract void Update<T>(in Coefficients<T> coefficients, T gradient, ref T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>;

    /// <summary>Bounds how far this step can move a parameter.</summary>
    /// <param name="gradient">A bound of every gradient up to this step.</param>
    double LargestMove(double gradient);
}
