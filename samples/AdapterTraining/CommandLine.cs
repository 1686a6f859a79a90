using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace AdapterTraining;

/// <summary>The options of the command and what they mean.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Func<JobOptions, CancellationToken, Task<int>> run)
    {
        Option<TrainingTask> task = new("--task")
        {
            Description = "retrieval: a query adapter that finds the word for a definition. graph: a table of vectors for the nodes of a graph.",
            DefaultValueFactory = static _ => TrainingTask.Retrieval,
        };
        Option<DirectoryInfo?> data = new("--data")
        {
            Description = "Folder of your own data in the layout of the data that comes with the sample (vocab.txt, vectors.npy, meta.json, train.tsv, valid.tsv, test.tsv; for graph: nodes.txt, edges.tsv).",
            HelpName = "DIR",
        };
        Option<DirectoryInfo?> output = new("--out") { Description = "Folder for the adapter and the reports. Default: artifacts/adapter-training.", HelpName = "DIR" };
        Option<ulong?> seed = new("--seed") { Description = "Seed of everything random; the same seed gives the same bytes. Default: appsettings.json.", HelpName = "N", CustomParser = static result => WholeNumber<ulong>(result, 0) };
        Option<int?> steps = new("--steps") { Description = "Number of optimizer steps, more than the warm-up that appsettings.json sets (50 for retrieval). Default: appsettings.json.", HelpName = "N", CustomParser = static result => WholeNumber(result, 1) };
        Option<string?> profile = new("--profile") { Description = "Profile of appsettings.json whose settings go over the others. Default: none for retrieval, graph for graph.", HelpName = "NAME" };
        Option<DirectoryInfo?> export = new("--export")
        {
            Description = "Folder for the vectors: documents.npy (candidates in file order; with --queries also queries.npy); for graph embeddings.npy (one row a node).",
            HelpName = "DIR",
        };
        Option<FileInfo?> queries = new("--queries") { Description = "A query file with the columns of test.tsv; its adapted vectors go to queries.npy of --export, one row a query.", HelpName = "FILE" };
        Option<DirectoryInfo?> checkpoints = new("--checkpoints")
        {
            Description = "Folder to save the run in as it goes, and to go on from where a run with the same settings ended: after a kill, Ctrl+C or a loss of power. Default: none.",
            HelpName = "DIR",
        };
        RootCommand command = new("Trains embeddings with RuVector.Training on real data and reports what it gained.")
        {
            task, data, output, seed, steps, profile, export, queries, checkpoints,
        };
        command.Validators.Add(result =>
        {
            // The values are not converted yet, so this looks at what was typed.
            bool isRetrieval = result.GetResult(task)?.Tokens is not [{ } typed] || typed.Value.Equals(nameof(TrainingTask.Retrieval), StringComparison.OrdinalIgnoreCase);
            if (result.GetResult(queries) is not null && (result.GetResult(export) is null || !isRetrieval))
            {
                result.AddError("--queries needs --export DIR, and the retrieval task.");
            }
        });
        command.SetAction((result, cancellationToken) =>
        {
            TrainingTask selected = result.GetValue(task);
            return run(
                new JobOptions
                {
                    Task = selected,
                    Data = result.GetValue(data) ?? Carried(selected),
                    Out = result.GetValue(output) ?? new DirectoryInfo(Path.Combine("artifacts", "adapter-training")),
                    Seed = result.GetValue(seed),
                    Steps = result.GetValue(steps),
                    Profile = result.GetValue(profile) ?? (selected == TrainingTask.Graph ? "graph" : null),
                    Export = result.GetValue(export),
                    Queries = result.GetValue(queries),
                    Checkpoints = result.GetValue(checkpoints),
                },
                cancellationToken);
        });
        return command;
    }

    private static T? WholeNumber<T>(ArgumentResult result, T least)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        string typed = string.Concat(result.Tokens.Select(static token => token.Value));
        if (T.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out T number) && number >= least)
        {
            return number;
        }

        string option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"Expected {option} to be a whole number from {least} to {T.MaxValue}, but got '{typed}'."));
        return null;
    }

    private static DirectoryInfo Carried(TrainingTask task) =>
        new(Path.Combine(AppContext.BaseDirectory, "data", task == TrainingTask.Graph ? Path.Combine("wngraph", "mammals") : "revdict"));
}
