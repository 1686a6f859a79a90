namespace RuVector.Training.Optimizers;

/// <summary>The numbers of a step that a rule's formula needs, up to six: once as float32, and once in every lane.</summary>
/// <remarks>They are spread over the lanes before the loop; the compiler does not take that out of the loop by itself.</remarks>
internal readonly record struct Coefficients<T>(T A, T B = default, T C = default, T D = default, T E = default, T F = default)
    where T : struct;
