using System.Globalization;

namespace RuVector.Training.Adapters;

/// <summary>A setting of adapters as files hold it.</summary>
/// <param name="Key">Key of the metadata.</param>
/// <param name="Get">Gets the text of the setting.</param>
/// <param name="TrySet">Sets it from text; <see langword="false"/> when the text is no value of it.</param>
internal sealed record AdapterSetting(string Key, Func<AdapterOptions, string> Get, Func<AdapterOptions, string, bool> TrySet)
{
    public static AdapterSetting Bias { get; } = new(
        "bias", static options => options.Bias ? "true" : "false", static (options, text) => (options.Bias = text == "true") || text == "false");

    public static AdapterSetting Rank { get; } = OfSize("rank", static options => options.Rank, static (options, value) => options.Rank = value);

    public static AdapterSetting Hidden { get; } = OfSize("hidden", static options => options.Hidden, static (options, value) => options.Hidden = value);

    public static AdapterSetting Activation { get; } = new(
        "activation",
        static options => options.Activation.ToString(),
        static (options, text) => (options.Activation = Enum.GetValues<Activation>().FirstOrDefault(value => value.ToString() == text)).ToString() == text);

    public static AdapterSetting MaxTokens { get; } = OfSize("max_tokens", static options => options.MaxTokens, static (options, value) => options.MaxTokens = value);

    /// <summary>Reads a size of 1 or more, in digits alone.</summary>
    public static bool TryParseSize(string? text, out int size) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size >= 1;

    private static AdapterSetting OfSize(string key, Func<AdapterOptions, int> get, Action<AdapterOptions, int> set) => new(
        key,
        options => get(options).ToString(CultureInfo.InvariantCulture),
        (options, text) =>
        {
            bool isSize = TryParseSize(text, out int size);
            set(options, size);
            return isSize;
        });
}
