namespace RuVector.Training;

/// <summary>Something that changes with the position in a run: a number with the step, a curriculum stage with the samples seen.</summary>
/// <typeparam name="T">What is scheduled.</typeparam>
/// <remarks>A pure function without state, so a resumed run continues exactly. Immutable and safe for concurrent use.</remarks>
public interface IScheduler<out T>
{
    /// <summary>Gets the value at a position.</summary>
    /// <param name="position">Steps taken, or samples seen, so far: 0 at the start. Every position up to <see cref="long.MaxValue"/> has a value.</param>
    /// <returns>The value for the next step.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    T ValueAt(long position);
}
