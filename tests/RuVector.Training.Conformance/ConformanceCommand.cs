using System.Globalization;

namespace RuVector.Training.Conformance;

/// <summary>The command line: runs a folder of golden files and reports.</summary>
public static class ConformanceCommand
{
    /// <summary>Exit code when no case failed.</summary>
    public const int Success = 0;

    /// <summary>Exit code when a case failed, a file is malformed, or there is nothing to run.</summary>
    public const int Failure = 1;

    /// <summary>Exit code when the arguments make no sense.</summary>
    public const int Usage = 2;

    private const string Help = """
        Runs golden files against the public API of RuVector.Training.

        Usage: dotnet run -c Release --project tests/RuVector.Training.Conformance -- DIR [--family FAMILY]

          DIR              a folder with golden files (*.json), in any subfolder; the format is described in Golden/README.md
          --family FAMILY  only the cases of one family: losses, optimizers, schedulers, mining or retrieval
          --help           this text

        Prints a line for every case that fails (FAIL, with the number that is farthest off) or that the library cannot run (SKIP, with the reason),
        and at last 'N passed, N failed, N skipped'. Exit code 0: no case failed. 1: a case failed, a file is malformed, or there is no case. 2: usage.
        """;

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="output">Receives the report.</param>
    /// <param name="errors">Receives what keeps the command from running.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            output.WriteLine(Help);
            return Success;
        }

        string folder;
        string? family;
        try
        {
            (folder, family) = Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            errors.WriteLine(exception.Message);
            errors.WriteLine("Try --help.");
            return Usage;
        }

        return RunFolder(folder, family, output, errors);
    }

    private static (string Folder, string? Family) Parse(IReadOnlyList<string> arguments)
    {
        string? folder = null;
        string? family = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--family")
            {
                family = ParseFamily(i + 1 < arguments.Count ? arguments[++i] : null);
            }
            else if (arguments[i].StartsWith('-') || folder is not null)
            {
                throw new ArgumentException($"Expected one folder and perhaps --family, but got '{arguments[i]}'.");
            }
            else
            {
                folder = arguments[i];
            }
        }

        return (folder ?? throw new ArgumentException("Expected a folder with golden files, but got none."), family);
    }

    private static string ParseFamily(string? name) => name is not null && GoldenCase.Families.Contains(name)
        ? name
        : throw new ArgumentException($"Expected one of {string.Join(", ", GoldenCase.Families)} after --family, but got {(name is null ? "nothing" : $"'{name}'")}.");

    private static int RunFolder(string folder, string? family, TextWriter output, TextWriter errors)
    {
        if (!Directory.Exists(folder))
        {
            errors.WriteLine($"Expected a folder with golden files, but there is no folder '{folder}'.");
            return Failure;
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        int[] counts = new int[3];
        foreach (string file in files)
        {
            (string name, CaseOutcome? outcome) = RunFile(file, folder, family);
            if (outcome is null)
            {
                continue;
            }

            counts[(int)outcome.Status]++;
            if (outcome.Status != CaseStatus.Passed)
            {
                output.WriteLine($"{(outcome.Status == CaseStatus.Failed ? "FAIL" : "SKIP")} {name}: {OneLine(outcome.Reason)}");
            }
        }

        if (counts.Sum() == 0)
        {
            errors.WriteLine($"Expected golden files (*.json){(family is null ? string.Empty : $" of the family {family}")} in '{folder}', but there are none.");
            return Failure;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts[(int)CaseStatus.Passed]} passed, {counts[(int)CaseStatus.Failed]} failed, {counts[(int)CaseStatus.Skipped]} skipped"));
        return counts[(int)CaseStatus.Failed] == 0 ? Success : Failure;
    }

    private static (string Name, CaseOutcome? Outcome) RunFile(string file, string folder, string? family)
    {
        string name = Path.GetRelativePath(folder, file);
        try
        {
            GoldenCase golden = GoldenCase.Parse(File.ReadAllText(file));
            return ($"{name} ({golden.Function})", family is null || golden.Category == family ? CaseRunners.Run(golden) : null);
        }
        catch (Exception exception) when (exception is GoldenFormatException or IOException or UnauthorizedAccessException)
        {
            return (name, new CaseOutcome(CaseStatus.Failed, exception.Message));
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
