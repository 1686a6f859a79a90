using static System.FormattableString;

namespace RuVector.Training.Optimizers;

/// <summary>Takes an imported state apart and refuses what does not fit; copies, so that the state stays the caller's.</summary>
internal sealed class StateReader(OptimizerState state)
{
    private readonly HashSet<string> _tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _scalars = new(StringComparer.Ordinal);

    public ParameterLayout Layout { get; } = new([.. state.Layout]);

    /// <summary>Gets the number of parameters.</summary>
    public int Length => Layout.Length <= Array.MaxLength ? (int)Layout.Length : throw Refusal(Invariant($"Expected at most {Array.MaxLength} parameters, but got {Layout.Length}."));

    public long StepCount { get; } = state.StepCount >= 0 ? state.StepCount : throw Refusal(Invariant($"Expected a state after 0 or more steps, but got one after {state.StepCount}."));

    /// <summary>What to throw for a state that is refused.</summary>
    public static ArgumentException Refusal(string message, string paramName = "state") => new(message, paramName);

    public float[] Tensor(string name, int length, bool isNonNegative = false)
    {
        _tensors.Add(name);
        if (!state.Tensors.TryGetValue(name, out float[]? values))
        {
            throw Refusal($"Expected a state tensor '{name}', but got {List(state.Tensors.Keys)}.");
        }

        if (values.Length != length)
        {
            throw Refusal(Invariant($"Expected {length} values in the state tensor '{name}', but got {values.Length}."));
        }

        int wrong = values.AsSpan().IndexOfAnyExceptInRange(isNonNegative ? 0 : float.MinValue, float.MaxValue);
        if (wrong >= 0)
        {
            string expected = isNonNegative ? "finite values of 0 or more" : "finite values";
            throw Refusal(Invariant($"Expected {expected} in the state tensor '{name}', but got {values[wrong]} at {wrong}."));
        }

        return [.. values];
    }

    public double Scalar(string name, double minimum, double maximum)
    {
        _scalars.Add(name);
        if (!state.Scalars.TryGetValue(name, out double value))
        {
            throw Refusal($"Expected a state number '{name}', but got {List(state.Scalars.Keys)}.");
        }

        return value >= minimum && value <= maximum ? value : throw Refusal(Invariant($"Expected the state number '{name}' in [{minimum}, {maximum}], but got {value}."));
    }

    /// <summary>Refuses a state with parts that nobody asked for.</summary>
    public void RequireAllRead()
    {
        RequireRead("tensors", _tensors, state.Tensors.Keys);
        RequireRead("numbers", _scalars, state.Scalars.Keys);
    }

    private static void RequireRead(string what, HashSet<string> expected, IEnumerable<string> got)
    {
        if (!expected.SetEquals(got))
        {
            throw Refusal($"Expected the state {what} {List(expected)}, but got {List(got)}.");
        }
    }

    private static string List(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Order(StringComparer.Ordinal)) : "none";
}
