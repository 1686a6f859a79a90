namespace RuVector.Training.Hosting;

/// <summary>Why a job failed.</summary>
/// <param name="Type">Full name of the type of the exception.</param>
/// <param name="Message">Its message; it may name files of the server.</param>
public sealed record TrainingJobError(string Type, string Message)
{
    internal static TrainingJobError Of(Exception exception) => new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message);
}
