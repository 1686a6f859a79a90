namespace RuVector.Training;

/// <summary>The components inside of another one, made for the same run.</summary>
/// <remarks>They belong to the component they are made for.</remarks>
public sealed class InnerComponents
{
    private readonly Dictionary<string, object> _components;

    internal InnerComponents(IEnumerable<KeyValuePair<string, object>> components) => _components = new(components, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the component of a place.</summary>
    /// <typeparam name="T">The contract of the slot that the place takes components of.</typeparam>
    /// <param name="path">The path of the <see cref="InnerSlot"/>.</param>
    /// <returns>The component; <see langword="null"/> where the place is left empty or does not exist.</returns>
    /// <exception cref="InvalidCastException">The component has another contract.</exception>
    public T? Find<T>(string path)
        where T : class =>
        (T?)_components.GetValueOrDefault(path);

    /// <summary>Gets the component of a place that is not empty.</summary>
    /// <typeparam name="T">The contract of the slot that the place takes components of.</typeparam>
    /// <param name="path">The path of the <see cref="InnerSlot"/>.</param>
    /// <returns>The component.</returns>
    /// <exception cref="InvalidCastException">The component has another contract.</exception>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Get<T>(string path)
        where T : class =>
        Find<T>(path) ?? throw new InvalidOperationException($"Expected a component at one of the places {Names.List(_components.Keys)}, but got '{path}'.");
}
