namespace AdapterTraining.Tasks;

/// <summary>One of the things that the program trains.</summary>
internal interface ITrainingTask
{
    /// <summary>Trains, shows and writes.</summary>
    /// <returns>The exit code.</returns>
    int Run(CancellationToken cancellationToken);
}
