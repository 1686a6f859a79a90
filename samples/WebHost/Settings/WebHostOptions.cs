using Microsoft.Extensions.Options;

namespace WebHost.Settings;

/// <summary>Settings of the server, section <c>WebHost</c>. Read once, when it starts.</summary>
internal sealed class WebHostOptions
{
    public const string Section = "WebHost";

    /// <summary>Gets or sets what the header <c>X-Api-Key</c> must hold; empty for no key, which only an address of this machine may do.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the folder of everything that the server writes; a relative path starts at the current folder.</summary>
    public string Folder { get; set; } = "webhost-data";

    /// <summary>Gets or sets how many bytes an upload may have.</summary>
    public int MaxBodyBytes { get; set; } = 32 << 20;

    /// <summary>Gets or sets how many bytes a line of an upload may have.</summary>
    public int MaxRowBytes { get; set; } = 256 << 10;

    /// <summary>Gets or sets how many lines an upload may have.</summary>
    public int MaxRows { get; set; } = 100_000;

    /// <summary>Gets or sets how many vectors all lines of an upload may have together; a list of vectors counts as one more.</summary>
    public int MaxVectors { get; set; } = 400_000;

    /// <summary>Gets or sets how many values a vector of an upload may have.</summary>
    public int MaxDimension { get; set; } = 2048;

    /// <summary>Gets or sets how many steps a job may have, whatever sets them.</summary>
    public int MaxSteps { get; set; } = 20_000;

    /// <summary>Gets or sets how many data sets may be uploaded.</summary>
    public int MaxDatasets { get; set; } = 32;

    /// <summary>Gets or sets how many clients may watch jobs at once.</summary>
    public int MaxStreams { get; set; } = 32;

    /// <summary>Gets or sets how many uploads may be under way at once.</summary>
    public int MaxConcurrentUploads { get; set; } = 2;

    /// <summary>Gets or sets how many connections may be open at once.</summary>
    public int MaxConnections { get; set; } = 256;

    /// <summary>Gets or sets how long an upload may take.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the files of the data sets that the server offers, by id; a relative path starts at the content root.</summary>
    public Dictionary<string, string> Datasets { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the settings that a job may change.</summary>
    public List<AllowedOverride> AllowedOverrides { get; } = [];

    /// <summary>Gets the folder of the jobs.</summary>
    public string JobFolder => Path.Combine(Path.GetFullPath(Folder), "jobs");

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="OptionsValidationException">It has problems; all are listed.</exception>
    public static WebHostOptions Read(IConfiguration configuration)
    {
        WebHostOptions options = new();
        List<string> problems = [];
        try
        {
            configuration.GetSection(Section).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
            problems.AddRange(WebHostOptionsCheck.Check(options));
        }
        catch (InvalidOperationException e)
        {
            problems.Add($"{Section}: {e.Message}");
        }

        return problems.Count == 0 ? options : throw new OptionsValidationException(Section, typeof(WebHostOptions), problems);
    }
}
