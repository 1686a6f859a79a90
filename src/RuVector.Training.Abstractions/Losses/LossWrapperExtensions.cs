namespace RuVector.Training;

/// <summary>Looks inside of losses that are made of others.</summary>
public static class LossWrapperExtensions
{
    /// <summary>Lists a loss and all losses inside of it, at any depth.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The loss itself, then those inside, from the outside in; each once.</returns>
    public static IReadOnlyList<ILoss> WithInner(this ILoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        List<ILoss> found = [loss];
        for (int next = 0; next < found.Count; next++)
        {
            if (found[next] is ILossWrapper wrapper)
            {
                found.AddRange(wrapper.Inner.Distinct().Where(inner => !found.Contains(inner)));
            }
        }

        return found;
    }
}
