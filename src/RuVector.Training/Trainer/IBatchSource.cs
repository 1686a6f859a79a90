namespace RuVector.Training.Trainer;

/// <summary>Batches of one kind of data, for an encoder.</summary>
internal interface IBatchSource
{
    /// <summary>Gets the number of samples.</summary>
    int SampleCount { get; }

    /// <summary>Gets the number of samples of a batch.</summary>
    int BatchSize { get; }

    /// <inheritdoc cref="ITrainingWork.DataFingerprint"/>
    string DataFingerprint { get; }

    /// <summary>Embeds a batch, chooses its negatives, evaluates the loss and adds the gradients to the parameters of the encoder and of the loss.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; parameters are unchanged.</exception>
    LossResult Accumulate(StepSettings settings, StepDriver driver, CancellationToken cancellationToken);

    /// <summary>Notes that a step is over; sources that remember nothing from step to step do not care.</summary>
    void EndStep(StepSettings settings)
    {
    }

    /// <inheritdoc cref="ITrainingWork.Export"/>
    void Export(StateWriter writer, Dictionary<string, long> numbers)
    {
    }

    /// <inheritdoc cref="ITrainingWork.Import"/>
    Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers) => static () => { };
}
