namespace RuVector.Training;

/// <summary>Something with parameters to train: a model, or a loss with a learned temperature, scale or proxies.</summary>
/// <remarks>A backward pass adds to the gradients of the set; the training loop sets them to zero and steps an optimizer over the set. Belongs to one run.</remarks>
public interface IParameterized
{
    /// <summary>Gets the parameters and their gradients.</summary>
    ParameterSet Parameters { get; }
}
