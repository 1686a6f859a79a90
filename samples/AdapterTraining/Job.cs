using AdapterTraining.Display;
using AdapterTraining.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RuVector.Training;
using RuVector.Training.Checkpoints;
using RuVector.Training.Data;
using RuVector.Training.Trainer;
using Spectre.Console;

namespace AdapterTraining;

/// <summary>Builds the host and runs the task in it.</summary>
internal static class Job
{
    public const int Better = 0;
    public const int InputError = 1;
    public const int NotBetter = 2;
    public const int Cancelled = 130;

    /// <summary>Runs a job; what the user can mend is told on the error stream, without a stack trace.</summary>
    public static async Task<int> RunAsync(JobOptions options, CancellationToken cancellationToken)
    {
        // The command line listens for Ctrl+C only once it has this task in hand; the work itself never waits.
        await Task.Yield();
        try
        {
            using IHost host = Build(options);
            await host.StartAsync(cancellationToken);
            int exitCode = host.Services.GetRequiredService<ITrainingTask>().Run(cancellationToken);
            await host.StopAsync(CancellationToken.None);
            return exitCode;
        }
        catch (OptionsValidationException e)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, e.Failures));
            return InputError;
        }
        catch (Exception e) when (e is TrainingDataException or TrainingFailedException or CheckpointException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return InputError;
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} {e.GetBaseException().Message}");
            return InputError;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(options.Checkpoints is null
                ? "Cancelled: no model and no report were written."
                : $"Cancelled: no model and no report were written. The same command goes on from {options.Checkpoints.FullName}.");
            return Cancelled;
        }
    }

    private static IHost Build(JobOptions options)
    {
        // Settings are read from beside the program, wherever it is started from.
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddRuVectorTraining(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(CreateConsole());
        builder.Services.AddSingleton<TaskConsole>();
        builder.Services.AddSingleton<Outcome>();
        builder.Services.AddSingleton<IRunDisplay>(Console.IsOutputRedirected ? new PlainDisplay(Console.Out) : new BarDisplay(AnsiConsole.Console));
        if (options.Task == TrainingTask.Graph)
        {
            builder.Services.AddSingleton<ITrainingTask, GraphTask>();
        }
        else
        {
            builder.Services.AddSingleton<ITrainingTask, RetrievalTask>();
        }

        return builder.Build();
    }

    /// <summary>A terminal as it is; a file or a pipe gets plain text of a fixed width.</summary>
    private static IAnsiConsole CreateConsole()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = 160;
        return console;
    }
}
