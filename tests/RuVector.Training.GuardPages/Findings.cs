using System.Runtime.InteropServices;

namespace RuVector.Training.GuardPages;

/// <summary>What the checks of one family found: how many ran, the worst error as a share of what is allowed, and a hash over all results.</summary>
internal sealed class Findings(string family)
{
    private const ulong FnvPrime = 1099511628211;
    private ulong _hash = 14695981039346656037;
    private long _checks;
    private double _worst;

    /// <summary>Takes the result of a first run; it counts for the hash.</summary>
    public void AddResult(ReadOnlySpan<float> result)
    {
        foreach (int bits in MemoryMarshal.Cast<float, int>(result))
        {
            _hash = (_hash ^ (uint)bits) * FnvPrime;
        }
    }

    /// <summary>Takes the distance of a result from its reference.</summary>
    public void AddError<T>(double got, double expected, double allowed, T what)
        where T : notnull
    {
        double error = Math.Abs(got - expected);
        if (!(error <= allowed))
        {
            throw new CheckFailedException(FormattableString.Invariant($"{what}: expected {expected}, but got {got}, allowed {allowed}."));
        }

        _worst = error > 0 ? Math.Max(_worst, error / allowed) : _worst;
    }

    /// <summary>Takes a run beside a guard page: it must give the bits of the first run and write nowhere else.</summary>
    public void AddRun<T>(ReadOnlySpan<float> result, ReadOnlySpan<float> first, T what, Place place, params ReadOnlySpan<GuardedFloats> operands)
        where T : notnull
    {
        if (!MemoryMarshal.Cast<float, int>(result).SequenceEqual(MemoryMarshal.Cast<float, int>(first)))
        {
            throw new CheckFailedException($"{what} at {place}: other bits than in managed memory.");
        }

        foreach (GuardedFloats operand in operands)
        {
            if (!operand.IsUntouchedAround())
            {
                throw new CheckFailedException($"{what} at {place}: wrote beside an operand.");
            }
        }

        _checks++;
    }

    public void WriteTo(TextWriter output) => output.WriteLine(FormattableString.Invariant($"{family} {_checks} {_worst:R} {_hash:x16}"));
}
