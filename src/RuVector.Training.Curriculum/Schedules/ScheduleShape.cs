namespace RuVector.Training.Curriculum;

/// <summary>The way from one value of a schedule to another; <c>p</c> is the part of the steps that is taken.</summary>
public enum ScheduleShape
{
    /// <summary>The same difference at every step: <c>p</c> of the way.</summary>
    Linear,

    /// <summary>Half a wave of the cosine, slow at both ends: <c>(1 - cos(pi p)) / 2</c> of the way.</summary>
    Cosine,

    /// <summary>Fast at first, then slower: <c>sqrt(p)</c> of the way, so that <c>1 - sqrt(p)</c> is left.</summary>
    SquareRoot,
}
