using RuVector.Training.Hosting;

namespace WebHost.Jobs;

/// <summary>Why a job failed, as far as it is for clients: what was expected of settings and data, never where something is on this machine.</summary>
internal static class SafeError
{
    private const int MaxLength = 2000;

    private static readonly char[] _ofPaths = ['/', '\\', '\r', '\n'];

    public static string? Of(TrainingJobError? error)
    {
        if (error is null)
        {
            return null;
        }

        string text = WithoutPlace(error.Message);
        return text.Length is > 0 and <= MaxLength && text.IndexOfAny(_ofPaths) < 0 ? text : $"The job failed with {error.Type[(error.Type.LastIndexOf('.') + 1)..]}; the log of the server says why.";
    }

    // "path: what is wrong"
    private static string WithoutPlace(string message) =>
        message.IndexOf(": ", StringComparison.Ordinal) is > 0 and int end && message.AsSpan(0, end).IndexOfAny(_ofPaths) >= 0 ? message[(end + 2)..] : message;
}
