namespace RuVector.Training;

/// <summary>Name and shape of one parameter tensor.</summary>
public sealed class ParameterShape : IEquatable<ParameterShape>
{
    private readonly int[] _dimensions;

    /// <summary>Creates a shape.</summary>
    /// <param name="name">Name, not empty.</param>
    /// <param name="dimensions">Sizes, each 0 or more; none for a scalar.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or their product exceeds the length of an array.</exception>
    public ParameterShape(string name, params ReadOnlySpan<int> dimensions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        long length = 1;
        foreach (int size in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(dimensions));
            length = Math.Min(length * size, long.MaxValue / int.MaxValue);
        }

        if (length > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(dimensions), $"Expected at most {Array.MaxLength} values in a tensor, but '{name}' has shape [{string.Join(", ", dimensions.ToArray())}].");
        }

        (Name, _dimensions, Length) = (name, dimensions.ToArray(), (int)length);
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the sizes; none for a scalar.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>Gets the number of values.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public bool Equals(ParameterShape? other) => other is not null && Name == other.Name && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Length);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", _dimensions)}]";
}
