using System.Globalization;
using RuVector.Training.Checkpoints;
using RuVector.Training.Trainer;

namespace RuVector.Training.Runs;

/// <summary>Runs a scenario in a folder: a process of its own, so that it can be killed. Writes a line for each step.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [string name, string folder, string threads])
        {
            Console.Error.WriteLine("Expected: scenario, folder of checkpoints, number of threads.");
            return 2;
        }

        Console.WriteLine("started");
        Scenario scenario = Scenarios.Find(name);
        using CheckpointStore store = scenario.Open(folder);
        scenario.Execute(store, int.Parse(threads, CultureInfo.InvariantCulture), new Lines(), CancellationToken.None);
        return 0;
    }

    private sealed class Lines : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Console.WriteLine(value.Step);
    }
}
