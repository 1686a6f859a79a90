namespace RuVector.Training.Trainer;

/// <summary>Says which samples each batch has. Belongs to one run.</summary>
internal interface IBatchOrder
{
    /// <summary>Gets the largest number of samples of a batch.</summary>
    int BatchSize { get; }

    /// <summary>Gets the samples of a batch; batches are asked for one after the other.</summary>
    /// <returns>Different sample numbers; valid until the next call.</returns>
    ReadOnlySpan<int> BatchAt(long batch);

    /// <inheritdoc cref="ITrainingWork.Export"/>
    void Export(Dictionary<string, long> numbers)
    {
    }

    /// <inheritdoc cref="ITrainingWork.Import"/>
    Action Import(IReadOnlyDictionary<string, long> numbers) => static () => { };
}
