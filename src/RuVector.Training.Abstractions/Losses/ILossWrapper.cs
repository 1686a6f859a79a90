namespace RuVector.Training;

/// <summary>A loss made of other losses.</summary>
/// <remarks>
/// <para>A training loop looks through it for what it sets between two steps: <see cref="IHasTemperature"/>, <see cref="IHasStep"/>.</para>
/// <para>A wrapper is also <see cref="IParameterized"/> where something inside may be; its set holds all that is learned inside, so that one optimizer steps it.</para>
/// </remarks>
public interface ILossWrapper : ILoss
{
    /// <summary>Gets the losses directly inside.</summary>
    IReadOnlyList<ILoss> Inner { get; }
}
