using System.Globalization;
using RuVector.Training.Checkpoints;

namespace RuVector.Training.CheckpointProcess;

/// <summary>Saves and loads checkpoints as it is told, line by line, and answers each line with one: in a process that may be killed, or that the file system refuses.</summary>
/// <remarks>
/// <para><c>open [folder] [keep]</c>, <c>read [folder]</c>, <c>close</c>: <c>opened</c>, <c>closed</c>. <c>use store|early|hasty|unsynced</c>: how to save, see <see cref="PlantedSaves"/>, <c>early</c> in a loop: answers before it saves; answers <c>using</c>.</para>
/// <para><c>save [step] [bytes]</c>: <c>saved [step]</c>. <c>loop [step] [bytes]</c>: the same for ever. <c>latest</c>: <c>latest [step] [refused]</c>, the step -1 where there is none.</para>
/// <para>An error answers with <c>failed [code] [bytes needed] [message]</c>.</para>
/// </remarks>
internal sealed class CheckpointCommands(TextReader input, TextWriter output) : IDisposable
{
    private CheckpointStore? _store;
    private string _way = "store";

    public void Run()
    {
        while (input.ReadLine() is { } line)
        {
            try
            {
                Answer(Do(line.Split(' ')));
            }
            catch (CheckpointException e)
            {
                Answer(string.Create(CultureInfo.InvariantCulture, $"failed {e.Code} {e.BytesNeeded} {e.Message}"));
            }
        }
    }

    public void Dispose() => _store?.Dispose();

    private string Do(string[] words)
    {
        switch (words)
        {
            case ["open", string folder, string keep]:
                _store = new(folder, new CheckpointStoreOptions { KeepLast = int.Parse(keep, CultureInfo.InvariantCulture) });
                return "opened";
            case ["read", string folder]:
                _store = new(folder, new CheckpointStoreOptions { ReadOnly = true });
                return "opened";
            case ["close"]:
                _store?.Dispose();
                _store = null;
                return "closed";
            case ["use", string way]:
                _way = way;
                return "using";
            case ["save", string step, string bytes]:
                return Save(Number(step), Number(bytes));
            case ["loop", string step, string bytes]:
                for (long next = Number(step); ; next++)
                {
                    if (_way == "early")
                    {
                        Answer($"saved {next}");
                        Save(next, Number(bytes));
                    }
                    else
                    {
                        Answer(Save(next, Number(bytes)));
                    }
                }

            case ["latest"]:
                CheckpointSearch search = Store.TryLoadLatest();
                return string.Create(CultureInfo.InvariantCulture, $"latest {search.Checkpoint?.Step ?? -1} {search.Refused.Count}");
            default:
                return $"unknown {string.Join(' ', words)}";
        }
    }

    private CheckpointStore Store => _store ?? throw new InvalidOperationException("Expected open or read before, but got none.");

    private string Save(long step, long bytes)
    {
        Checkpoint checkpoint = StepPattern.Checkpoint(step, (int)bytes);
        if (_way is "store" or "early")
        {
            Store.Save(checkpoint);
        }
        else
        {
            PlantedSaves.Save(Store, checkpoint, _way);
        }

        return string.Create(CultureInfo.InvariantCulture, $"saved {step}");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private void Answer(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
