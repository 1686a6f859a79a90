namespace WebHost.Jobs;

/// <summary>A job as a client asks for it.</summary>
/// <param name="Dataset">Id of the data set.</param>
/// <param name="Id">Id of the job; without it the server makes one.</param>
/// <param name="Profile">Name of a profile of the configuration.</param>
/// <param name="Overrides">Settings above those of the configuration, by path: <c>Optimizer:Type</c>.</param>
internal sealed record JobSubmission(string Dataset, string? Id = null, string? Profile = null, IReadOnlyDictionary<string, string>? Overrides = null);
