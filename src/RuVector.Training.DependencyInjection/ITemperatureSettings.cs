namespace RuVector.Training;

/// <summary>Settings of a loss with a temperature (<see cref="IHasTemperature"/>), so that the slot <c>Temperature</c> is checked against it when the host starts.</summary>
/// <remarks>A schedule of the temperature is refused for a loss whose settings do not implement this, and for one that learns its temperature.</remarks>
public interface ITemperatureSettings
{
    /// <summary>Gets the name of the setting that makes the temperature a learned one.</summary>
    /// <value><see langword="null"/>, the default value, where the temperature is not learned.</value>
    string? LearnedBy => null;
}
