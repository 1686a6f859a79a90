namespace RuVector.Training;

/// <summary>Something with a temperature that a schedule may change between two steps.</summary>
/// <remarks>Not thread safe: an object with a settable temperature belongs to one run.</remarks>
public interface IHasTemperature
{
    /// <summary>Gets or sets the temperature that divides the scores.</summary>
    /// <value>In [1e-4, 1e4].</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range or not finite.</exception>
    float Temperature { get; set; }
}
