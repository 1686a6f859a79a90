namespace RuVector.Training.Hosting;

/// <summary>What a job does: anything that trains with the parts of a run. <see cref="PairJob"/> trains an encoder on pairs.</summary>
public interface ITrainingJobWork
{
    /// <summary>Gets what the components of the run may need to know before it is created; <see cref="TrainingRunContext.SampleCount"/> for runs whose length is given in epochs.</summary>
    TrainingRunContext Context => new();

    /// <summary>Trains, on a thread of its own.</summary>
    /// <param name="job">The run, and what it is connected to. Give its <see cref="TrainingJobContext.Hooks"/> to the trainer.</param>
    /// <param name="cancellationToken">Cancelled when the job is cancelled or the host stops; the trainers then save the last whole step.</param>
    /// <returns>What came out of it.</returns>
    /// <remarks>What it throws makes the job <see cref="TrainingJobState.Failed"/>, and reaches nobody else. Called again with the same checkpoints when the job is resumed.</remarks>
    TrainingJobResult Run(TrainingJobContext job, CancellationToken cancellationToken);
}
