namespace RuVector.Training.Benchmarks;

/// <summary>One piece of our work with its data ready, and what it is held against.</summary>
internal abstract class Kernel
{
    /// <summary>Gets what is computed, with its sizes.</summary>
    public abstract string Name { get; }

    /// <summary>Gets what is counted, in 1e9 a second: GF/s, GB/s or Gelement/s.</summary>
    public abstract string Unit { get; }

    /// <summary>Gets the work of one call: floating operations, bytes or elements, as the unit says.</summary>
    public abstract double Work { get; }

    /// <summary>Gets a value indicating whether more threads can make it faster.</summary>
    public virtual bool IsShared => true;

    /// <summary>Makes what the machine can do at most, in the same unit.</summary>
    public abstract Limit CreateLimit();

    /// <summary>Does the work once.</summary>
    public abstract void Run();
}
