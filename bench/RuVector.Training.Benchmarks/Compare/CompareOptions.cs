namespace RuVector.Training.Benchmarks;

/// <summary>What a comparison is asked to do.</summary>
internal sealed record CompareOptions
{
    private const string Usage = "bench/compare [--full] [--only TEXT] [--python PATH] [--peers FOLDER]";

    /// <summary>Gets a value indicating whether work of minutes is done too.</summary>
    public bool Full { get; private set; }

    /// <summary>Gets what the work must contain to be done; empty for all.</summary>
    public string Only { get; private set; } = "";

    /// <summary>Gets the Python that has the peers.</summary>
    public string Python { get; private set; } = "python3";

    /// <summary>Gets the folder of the peers' programs.</summary>
    public string Peers { get; private set; } = "bench/peers";

    /// <summary>Reads the words of the command line.</summary>
    /// <exception cref="ArgumentException">A word is unknown, or its value is missing.</exception>
    public static CompareOptions Parse(string[] words)
    {
        CompareOptions options = new();
        for (int i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--full":
                    options.Full = true;
                    break;
                case "--only" when i + 1 < words.Length:
                    options.Only = words[++i];
                    break;
                case "--python" when i + 1 < words.Length:
                    options.Python = words[++i];
                    break;
                case "--peers" when i + 1 < words.Length:
                    options.Peers = words[++i];
                    break;
                default:
                    throw new ArgumentException($"Expected {Usage}, but got {words[i]}.", nameof(words));
            }
        }

        return options;
    }
}
