namespace RuVector.Training.Curriculum;

/// <summary>Where a warm-up begins.</summary>
public enum WarmupStart
{
    /// <summary>One step up: <c>(t + 1) / w</c>, so that the first step already trains and step w - 1 has the full value.</summary>
    OneStep,

    /// <summary>At zero: <c>t / w</c>, as in Hugging Face transformers; the first step changes nothing.</summary>
    Zero,
}
