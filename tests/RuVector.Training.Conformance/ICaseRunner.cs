namespace RuVector.Training.Conformance;

/// <summary>Computes the cases of one golden function with the library's public API.</summary>
/// <remarks>To support another function: add a class, and a line in <see cref="CaseRunners"/>. A result that a runner forgets to compare fails the case.</remarks>
public interface ICaseRunner
{
    /// <summary>Gets the golden functions that this runner computes.</summary>
    IReadOnlyList<string> Functions { get; }

    /// <summary>Computes every expected result of a case and hands it to the comparison.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Where results go.</param>
    /// <exception cref="UnsupportedCaseException">The library cannot express the case.</exception>
    void Run(GoldenCase golden, Comparison comparison);
}
