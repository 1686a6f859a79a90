using System.Collections.Immutable;

namespace RuVector.Training.Adapters;

/// <summary>Everything about one kind of adapter that is not its arithmetic: names, settings, files, export. The table of kinds is the one place that lists them.</summary>
/// <param name="type">Name in the configuration.</param>
/// <param name="fileKind">Name in files.</param>
/// <param name="settings">The settings that it has beside the dimension of its inputs.</param>
internal abstract class AdapterKind(string type, string fileKind, params ImmutableArray<AdapterSetting> settings)
{
    private static readonly ImmutableArray<AdapterKind> _all = [new AttentionPoolingKind(), new LinearKind(), new LowRankKind(), new MlpKind()];

    public static IReadOnlyList<string> Types { get; } = [.. _all.Select(static kind => kind.Type)];

    public static string FileKinds { get; } = string.Join(", ", _all.Select(static kind => kind.FileKind));

    public string Type => type;

    public string FileKind => fileKind;

    public ImmutableArray<AdapterSetting> Settings => settings;

    public static AdapterKind? Find(string type) => _all.FirstOrDefault(kind => kind.Type.Equals(type, StringComparison.OrdinalIgnoreCase));

    public static AdapterKind? FindInFile(string fileKind) => _all.FirstOrDefault(kind => kind.FileKind == fileKind);

    /// <exception cref="ArgumentException">The model is of no kind.</exception>
    public static AdapterKind Of(IEmbeddingModel model) => _all.FirstOrDefault(kind => kind.Describe(model) is not null)
        ?? throw new ArgumentException($"Expected one of the adapters {string.Join(", ", Types)}, but got {model.GetType().Name}.", nameof(model));

    public static string Unknown(string type) => Names.NotOneOf(type, Types);

    /// <summary>Says how to apply the adapter, from the tensors of a file.</summary>
    public abstract string Formula(AdapterOptions options);

    /// <summary>Gets the settings of a model; <see langword="null"/> for one of another kind.</summary>
    public abstract AdapterOptions? Describe(IEmbeddingModel model);

    /// <summary>Gets the tensors of a model before it is made.</summary>
    public abstract ParameterShape[] Shapes(AdapterOptions options, int inputDimension);

    public abstract IEmbeddingModel Create(AdapterOptions options, int inputDimension, ulong seed);

    /// <summary>Adds the nodes that compute the model to a graph.</summary>
    /// <returns>The name of the result.</returns>
    public abstract string Export(IEmbeddingModel model, OnnxGraph graph, string input);
}
