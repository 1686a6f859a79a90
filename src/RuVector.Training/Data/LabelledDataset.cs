namespace RuVector.Training.Data;

/// <summary>Vectors, each of one class.</summary>
/// <remarks>Immutable by contract: nothing is copied, and what was given must not change while the data set is in use. Safe for concurrent reading.</remarks>
public sealed class LabelledDataset
{
    private readonly int[] _labels;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Creates a data set.</summary>
    /// <param name="vectors">The vectors, <c>[N, D]</c>; finite.</param>
    /// <param name="labels">The class of each vector, from 0.</param>
    /// <param name="labelNames">The name of each class; <see langword="null"/> when they have none: then there are as many as the largest label says.</param>
    /// <param name="ids">The id of each vector; <see langword="null"/> when they have none.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a class does not exist.</exception>
    /// <exception cref="NonFiniteValueException">A vector holds NaN or an infinity.</exception>
    public LabelledDataset(VectorMatrix vectors, int[] labels, IReadOnlyList<string>? labelNames = null, IReadOnlyList<string>? ids = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(labels);
        ClassCount = labelNames?.Count ?? (labels.Length == 0 ? 0 : (int)Math.Min(labels.Max() + 1L, int.MaxValue));
        RequireCount(labels.Length, "label", vectors.Rows, nameof(labels));
        RequireCount(ids?.Count ?? vectors.Rows, "id", vectors.Rows, nameof(ids));
        int wrong = Array.FindIndex(labels, label => (uint)label >= (uint)ClassCount);
        if (wrong >= 0)
        {
            throw new ArgumentException($"Expected labels from 0 to {ClassCount - 1}, but vector {wrong} has {labels[wrong]}.", nameof(labels));
        }

        vectors.RequireFinite(nameof(vectors));
        (Vectors, _labels) = (vectors, labels);
        (LabelNames, Ids) = (labelNames ?? [], ids ?? []);
        _fingerprint = new(TakeFingerprint);
    }

    /// <summary>Gets the number of vectors, N.</summary>
    public int Count => _labels.Length;

    /// <summary>Gets the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Gets the vectors, <c>[N, D]</c>.</summary>
    public VectorMatrix Vectors { get; }

    /// <summary>Gets the class of each vector, from 0.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Gets the name of each class; empty when they have none.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>Gets the id of each vector; empty when they have none.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Gets the SHA-256 of the content, 64 hexadecimal digits: another content, another fingerprint. Taken when it is first asked for, then kept.</summary>
    public string Fingerprint => _fingerprint.Value;

    private static void RequireCount(int count, string what, int rows, string paramName)
    {
        if (count != rows)
        {
            throw new ArgumentException($"Expected one {what} for each of the {rows} vectors, but got {count}.", paramName);
        }
    }

    private string TakeFingerprint()
    {
        using Fingerprinter fingerprint = new("labelled");
        fingerprint.Add(Vectors);
        fingerprint.Add(Labels);
        fingerprint.Add(ClassCount);
        fingerprint.Add(LabelNames);
        fingerprint.Add(Ids);
        return fingerprint.ToString();
    }
}
