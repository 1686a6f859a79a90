namespace RuVector.Training.Trainer;

/// <summary>Which samples come together in a batch.</summary>
public enum BatchSampling
{
    /// <summary>Any: each epoch in its own random order.</summary>
    Shuffle,

    /// <summary>Pairs whose documents differ, so that no in-batch negative is the answer of another query of the batch (<see cref="Mining.NoDuplicatesSampler"/>).</summary>
    NoDuplicates,

    /// <summary>Labelled rows of which each has another one of its label in the batch (<see cref="Mining.GroupByLabelSampler"/>).</summary>
    GroupByLabel,

    /// <summary>Labelled rows, the same number of each label (<see cref="TrainerOptions.SamplesPerClass"/>) and as many labels as fill the batch (<see cref="Mining.PerClassSampler"/>).</summary>
    PerClass,
}
