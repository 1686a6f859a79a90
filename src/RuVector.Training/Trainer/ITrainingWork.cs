namespace RuVector.Training.Trainer;

/// <summary>What a training loop trains: the steps of one kind of data.</summary>
internal interface ITrainingWork
{
    /// <summary>Gets the parameters of the model.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Gets a value indicating whether <see cref="TrainerOptions.ParameterGroups"/> hold for the parameters.</summary>
    bool HasGroups { get; }

    /// <summary>Gets the number of samples.</summary>
    int SampleCount { get; }

    /// <summary>Gets the number of samples of a batch.</summary>
    int BatchSize { get; }

    /// <summary>Gets what tells the data, and settings of their own, from others.</summary>
    string DataFingerprint { get; }

    /// <summary>Takes one step: batches, gradients, update. What it throws before the update leaves the parameters as they are.</summary>
    StepResult TakeStep(StepSettings settings, StepDriver driver, CancellationToken cancellationToken);

    /// <summary>Adds to a checkpoint what belongs to the kind of training, beside the parameters: nothing, where a batch is a function of the seed and its number.</summary>
    /// <param name="writer">Where tensors go.</param>
    /// <param name="numbers">Where numbers go.</param>
    void Export(StateWriter writer, Dictionary<string, long> numbers)
    {
    }

    /// <summary>Reads what <see cref="Export"/> wrote, and changes nothing.</summary>
    /// <returns>Puts it in place; does not fail.</returns>
    /// <exception cref="Checkpoints.CheckpointException">Something is missing or does not fit.</exception>
    Action Import(StateReader reader, IReadOnlyDictionary<string, long> numbers) => static () => { };
}

/// <summary>What a step was like.</summary>
/// <param name="Loss">Mean loss of its batches, before the update.</param>
/// <param name="GradientNorm">Global norm of the gradients before clipping.</param>
internal readonly record struct StepResult(double Loss, double GradientNorm);
