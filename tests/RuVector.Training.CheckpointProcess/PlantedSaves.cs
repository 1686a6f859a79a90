using RuVector.Training.Checkpoints;

namespace RuVector.Training.CheckpointProcess;

/// <summary>Saves with a defect each, which the harnesses must find.</summary>
internal static class PlantedSaves
{
    private const int PieceBytes = 512;

    /// <summary>Saves as if it were the store.</summary>
    /// <param name="store">The store whose folder it writes to.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="defect"><c>hasty</c>: removes the old ones and writes straight to the name. <c>unsynced</c>: renames a whole file, but pushes nothing to the disk.</param>
    public static void Save(CheckpointStore store, Checkpoint checkpoint, string defect)
    {
        string scratch = Path.GetTempFileName();
        CheckpointFile.Write(scratch, checkpoint);
        byte[] content = File.ReadAllBytes(scratch);
        File.Delete(scratch);
        string name = Path.Combine(store.Folder, FormattableString.Invariant($"checkpoint-{checkpoint.Step:D10}.safetensors"));
        string[] old = Directory.GetFiles(store.Folder, "checkpoint-*.safetensors");
        if (defect == "hasty")
        {
            Remove(old);
            Write(name, content);
        }
        else
        {
            Write(name + ".tmp", content);
            File.Move(name + ".tmp", name, overwrite: true);
            Remove([.. old.Where(file => file != name)]);
        }
    }

    private static void Remove(string[] files)
    {
        foreach (string file in files)
        {
            File.Delete(file);
        }
    }

    // In small pieces, so that a kill finds it at work.
    private static void Write(string path, byte[] content)
    {
        using FileStream stream = File.Create(path, bufferSize: 1);
        foreach (byte[] piece in content.Chunk(PieceBytes))
        {
            stream.Write(piece);
        }
    }
}
