namespace RuVector.Training;

/// <summary>Something that changes with the step of the run, such as a loss whose weights follow a schedule.</summary>
/// <remarks>The training loop sets the step before it uses the object. Not thread safe: an object with a settable step belongs to one run.</remarks>
public interface IHasStep
{
    /// <summary>Gets or sets the number of steps taken so far.</summary>
    /// <value>0 or more. The default value is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    long Step { get; set; }
}
