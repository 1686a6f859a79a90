namespace RuVector.Training.Benchmarks;

/// <summary>Something the machine itself can do at most so fast, measured by doing nothing else.</summary>
internal abstract class Limit
{
    /// <summary>Gets what is limited.</summary>
    public abstract string Name { get; }

    /// <summary>The work of one run of all parts together, in the unit of the kernels that are held against it.</summary>
    public abstract double Work(int parts);

    /// <summary>Does one part of the work, on the calling thread.</summary>
    public abstract void Run(int part, int parts);
}
