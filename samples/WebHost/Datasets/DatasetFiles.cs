using System.Text.Json;
using RuVector.Training.Data;
using RuVector.Training.Files;
using RuVector.Training.Hosting;
using RuVector.Training.Trainer;
using WebHost.Settings;

namespace WebHost.Datasets;

/// <summary>The files of data sets: those of the operator where they are, uploaded ones as <c>[Folder]/datasets/[id].jsonl</c> with what is known of them beside it.</summary>
internal sealed class DatasetFiles(WebHostOptions options, IHostEnvironment environment)
{
    private const string DataExtension = ".jsonl";

    private readonly string _folder = Path.Combine(Path.GetFullPath(options.Folder), "datasets");

    /// <summary>Removes what an earlier process left half done.</summary>
    public void Open()
    {
        Directory.CreateDirectory(_folder);
        foreach (string half in Directory.EnumerateFiles(_folder).Where(static file => !File.Exists(Path.ChangeExtension(file, DataExtension))))
        {
            File.Delete(half);
        }
    }

    /// <summary>Finds what was uploaded.</summary>
    public IEnumerable<DatasetInfo> Uploaded() =>
        Directory.EnumerateFiles(_folder, $"*{DataExtension}").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(TrainingJobId.IsValid).Select(ReadInfo);

    /// <summary>Reads a data set.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public PairDataset Read(string id)
    {
        using FileStream stream = File.OpenRead(options.Datasets.TryGetValue(id, out string? own) ? Path.GetFullPath(own, environment.ContentRootPath) : PathOf(id));
        return JsonlFile.ReadPairs(stream, id).Data;
    }

    /// <summary>Writes an uploaded data set, whole or not at all.</summary>
    public void Write(DatasetInfo info, Stream content)
    {
        AtomicFile.Write(InfoPathOf(info.Id), info, static (stream, info) => JsonSerializer.Serialize(stream, info)); // first, so that no data set is without
        AtomicFile.Write(PathOf(info.Id), content, static (stream, content) => content.CopyTo(stream));
    }

    public void Delete(string id)
    {
        File.Delete(PathOf(id));
        File.Delete(InfoPathOf(id));
    }

    private string PathOf(string id) => Path.Combine(_folder, $"{id}{DataExtension}");

    private string InfoPathOf(string id) => Path.Combine(_folder, $"{id}.json");

    private DatasetInfo ReadInfo(string id)
    {
        try
        {
            using FileStream stream = File.OpenRead(InfoPathOf(id));
            if (JsonSerializer.Deserialize<DatasetInfo>(stream) is { } info && info.Id == id)
            {
                return info;
            }
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // It is made again.
        }

        return UploadCheck.Describe(id, Read(id), isUploaded: true);
    }
}
