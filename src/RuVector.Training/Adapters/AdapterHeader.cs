using System.Globalization;
using RuVector.Training.Data;

namespace RuVector.Training.Adapters;

/// <summary>What the metadata of a file say of its adapter.</summary>
internal sealed class AdapterHeader
{
    private const string KindKey = "kind";
    private const string VersionKey = "format_version";
    private const string Version = "2";
    private const string FirstVersion = "1";
    private const string InputKey = "input_dimension";

    private readonly AdapterKind _kind;
    private readonly AdapterOptions _options;
    private readonly int _inputDimension;

    private AdapterHeader(AdapterKind kind, AdapterOptions options, int inputDimension) => (_kind, _options, _inputDimension) = (kind, options, inputDimension);

    /// <summary>Describes an adapter.</summary>
    /// <exception cref="ArgumentException">The model is of no kind that is known.</exception>
    public static Dictionary<string, string> Of(IEmbeddingModel model)
    {
        AdapterKind kind = AdapterKind.Of(model);
        AdapterOptions options = kind.Describe(model)!;
        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [KindKey] = kind.FileKind,
            [VersionKey] = Version,
            [InputKey] = model.InputDimension.ToString(CultureInfo.InvariantCulture),
            ["output_dimension"] = model.OutputDimension.ToString(CultureInfo.InvariantCulture),
            ["adapter"] = kind.Formula(options),
        };
        foreach (AdapterSetting setting in kind.Settings)
        {
            metadata.Add(setting.Key, setting.Get(options));
        }

        return metadata;
    }

    /// <exception cref="TrainingDataException">The metadata are of no adapter that is known.</exception>
    public static AdapterHeader Read(IReadOnlyDictionary<string, string> metadata, string path)
    {
        string fileKind = metadata.GetValueOrDefault(KindKey, "nothing");
        string version = metadata.GetValueOrDefault(VersionKey, "none");
        AdapterKind? kind = AdapterKind.FindInFile(fileKind);
        bool isFirst = version == FirstVersion && kind is LinearKind;
        if (kind is null || (version != Version && !isFirst))
        {
            throw new TrainingDataException(path, $"Expected an adapter of kind {AdapterKind.FileKinds} and version {Version}, but got '{fileKind}' of version {version}.");
        }

        // Version 1: always with a bias, and without settings.
        AdapterOptions options = new() { Type = kind.Type };
        foreach (AdapterSetting setting in isFirst ? [] : kind.Settings)
        {
            string text = Text(metadata, setting.Key, path);
            if (!setting.TrySet(options, text))
            {
                throw new TrainingDataException(path, $"Expected a value of '{setting.Key}' in the metadata, but got '{text}'.");
            }
        }

        string dimensionKey = isFirst ? "dimension" : InputKey;
        string dimension = Text(metadata, dimensionKey, path);
        return AdapterSetting.TryParseSize(dimension, out int inputDimension)
            ? new(kind, options, inputDimension)
            : throw new TrainingDataException(path, $"Expected a number of 1 or more as '{dimensionKey}' in the metadata, but got '{dimension}'.");
    }

    /// <summary>Gets the tensors that the adapter needs; nothing of their size is allocated.</summary>
    /// <exception cref="TrainingDataException">There is no adapter of such a size.</exception>
    public ParameterShape[] Shapes(string path)
    {
        try
        {
            return _kind.Shapes(_options, _inputDimension);
        }
        catch (ArgumentException e)
        {
            throw new TrainingDataException(path, e.Message);
        }
    }

    public IEmbeddingModel Create() => _kind.Create(_options, _inputDimension, seed: 0);

    private static string Text(IReadOnlyDictionary<string, string> metadata, string key, string path) =>
        metadata.TryGetValue(key, out string? text) ? text : throw new TrainingDataException(path, $"Expected '{key}' in the metadata, but there is none.");
}
