namespace AdapterTraining.Tests.Support;

/// <summary>What a run of the program left.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Error);

/// <summary>The program, run in this process as its entry point runs it.</summary>
internal static class Sample
{
    /// <summary>Settings that suit the small data; a later assignment of the same variable wins.</summary>
    private static readonly string[] _small =
    [
        "RuVectorTraining__Trainer__BatchSize=16",
        "RuVectorTraining__Trainer__EvaluateEvery=5",
        "RuVectorTraining__Scheduler__Cosine__WarmupSteps=0",
        "RuVectorTraining__Optimizer__AdamW__LearningRate=0.05",
    ];

    public static Task<SampleResult> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    public static async Task<SampleResult> RunAsync(string[] arguments, string[] environment, Func<TextWriter>? output = null, CancellationToken cancellationToken = default)
    {
        using EnvironmentScope scope = new([.. _small, .. environment]);
        (TextWriter outBefore, TextWriter errorBefore) = (Console.Out, Console.Error);
        using TextWriter captured = output?.Invoke() ?? new StringWriter();
        using StringWriter error = new();
        try
        {
            Console.SetOut(captured);
            Console.SetError(error);
            int exitCode = await CommandLine.Create(Job.RunAsync).Parse(arguments).InvokeAsync(cancellationToken: cancellationToken);
            return new(exitCode, captured.ToString()!, error.ToString());
        }
        finally
        {
            Console.SetOut(outBefore);
            Console.SetError(errorBefore);
        }
    }
}
