using System.Globalization;

namespace RuVector.Training.Benchmarks;

/// <summary>One side of the comparison: a process that lives on and takes turns.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly ChildProcess _process;

    public Contestant(string name, ChildProcess process)
    {
        (Name, _process) = (name, process);
        Introduction = process.ReadLine();
    }

    public string Name { get; }

    /// <summary>Gets what the process says about itself.</summary>
    public string Introduction { get; }

    /// <summary>Gets a value indicating whether it can work; a peer that is not installed cannot.</summary>
    public bool IsReady => Introduction.StartsWith("ready", StringComparison.Ordinal);

    /// <summary>Takes a turn; nothing when it does not know the work.</summary>
    public List<Sample> TakeTurn(string work, int threads)
    {
        string answer = _process.Ask($"{threads.ToString(CultureInfo.InvariantCulture)} {work}");
        return answer == "unsupported" ? [] : [.. answer.Split(' ').Select(Read)];
    }

    /// <summary>Drops the data of the last work.</summary>
    public void Free() => _process.Ask("free");

    public void Dispose() => _process.Dispose();

    private static Sample Read(string word)
    {
        string[] parts = word.Split(':');
        return new Sample(double.Parse(parts[0], CultureInfo.InvariantCulture), parts[1] == "1");
    }
}
