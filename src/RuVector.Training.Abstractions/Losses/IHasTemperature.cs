namespace RuVector.Training;

/// <summary>Something with a temperature that a schedule may change between two steps.</summary>
/// <remarks>Not thread safe: an object with a settable temperature belongs to one run.</remarks>
public interface IHasTemperature
{
    /// <summary>Gets or sets the temperature that divides the scores.</summary>
    /// <value>In [1e-4, 1e4].</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range or not finite.</exception>
    float Temperature { get; set; }

    /// <summary>Gets a value indicating whether the temperature is a parameter that training changes; then no schedule sets it.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    bool IsTemperatureLearned => false;
}
