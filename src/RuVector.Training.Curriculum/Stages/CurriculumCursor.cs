namespace RuVector.Training.Curriculum;

/// <summary>A position in a curriculum that moves along with a run.</summary>
/// <remarks>Its only state is <see cref="Samples"/>: save and set that to resume. Belongs to one run; not thread safe.</remarks>
public sealed class CurriculumCursor
{
    private readonly CurriculumScheduler _curriculum;
    private long _samples;

    internal CurriculumCursor(CurriculumScheduler curriculum) => _curriculum = curriculum;

    /// <summary>Gets or sets the number of samples seen so far.</summary>
    /// <value>0 or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Samples
    {
        get => _samples;
        set
        {
            ScheduleGuard.CheckPosition(value);
            _samples = value;
        }
    }

    /// <summary>Gets the stage of the next sample.</summary>
    public CurriculumStage Current => _curriculum.ValueAt(_samples);

    /// <summary>Gets how much of the curriculum is done.</summary>
    /// <value>In [0, 1].</value>
    public double Progress => _curriculum.ProgressAt(_samples);

    /// <summary>Gets a value indicating whether the samples of all stages have been seen.</summary>
    public bool IsComplete => _samples >= _curriculum.TotalSamples;

    /// <summary>Counts the samples of a batch.</summary>
    /// <param name="samples">Size of the batch; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is negative, or the sum is more than <see cref="long.MaxValue"/>.</exception>
    public void Step(long samples)
    {
        if (samples < 0 || samples > long.MaxValue - _samples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(samples), samples, FormattableString.Invariant($"Expected from 0 to {long.MaxValue - _samples} samples after {_samples}, but got {samples}."));
        }

        _samples += samples;
    }
}
