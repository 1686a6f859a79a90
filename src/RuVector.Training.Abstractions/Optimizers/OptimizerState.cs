namespace RuVector.Training;

/// <summary>A copy of an optimizer's state: named tensors over the parameters, and named numbers.</summary>
/// <param name="Kind">Name of the optimizer: "Sgd", "Adam", ...; a state is imported only into the same kind.</param>
/// <param name="StepCount">Steps taken.</param>
/// <param name="Layout">Names and shapes of the parameters the tensors belong to, in the order of the flat vector.</param>
/// <param name="Tensors">State tensors, each as long as the parameters (or as the documentation of the optimizer says).</param>
/// <param name="Scalars">State numbers.</param>
public sealed record OptimizerState(
    string Kind,
    long StepCount,
    IReadOnlyList<ParameterShape> Layout,
    IReadOnlyDictionary<string, float[]> Tensors,
    IReadOnlyDictionary<string, double> Scalars);
