namespace RuVector.Training.Benchmarks;

/// <summary>A process that takes a core and gives it back to nobody; ended by the one that started it, or when that one is gone.</summary>
internal static class BusyProcess
{
    public static void Run()
    {
        Thread watcher = new(static () =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(0);
        });
        watcher.Start();
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }
}
