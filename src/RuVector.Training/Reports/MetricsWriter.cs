using System.Text.Json;

namespace RuVector.Training.Reports;

/// <summary>Writes <c>metrics.jsonl</c> while a run goes on: one JSON object a line, one line a step.</summary>
/// <remarks>
/// <para>A log, not a result: it is written in place, so that it can be watched and is there after a kill. A line has left the process when <see cref="Write"/> returns; only the last line can be cut, by a power loss.</para>
/// <para>Not thread safe.</para>
/// </remarks>
public sealed class MetricsWriter : IDisposable
{
    private readonly FileStream _stream;

    /// <summary>Opens the file, and empties it.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public MetricsWriter(string path) => _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>Opens the log of a run that goes on at a step: what an interrupted run wrote of that step and later ones, and a last line that was cut, is removed.</summary>
    /// <param name="path">Path of the file; its folder exists, the file need not.</param>
    /// <param name="step">The step that comes next, from 0.</param>
    /// <param name="before">The metrics of the steps before it.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static MetricsWriter Resume(string path, long step, out IReadOnlyList<StepMetrics> before)
    {
        before = step == 0 || !File.Exists(path) ? [] : [.. File.ReadLines(path).Select(Parse).OfType<StepMetrics>().Where(metrics => metrics.Step < step)];
        MetricsWriter writer = new(path);
        foreach (StepMetrics metrics in before)
        {
            writer.Write(metrics);
        }

        return writer;
    }

    /// <summary>Writes the line of a step.</summary>
    /// <param name="metrics">The metrics; every number is finite.</param>
    /// <exception cref="ArgumentException">A number is NaN or an infinity; nothing was written.</exception>
    /// <exception cref="IOException">The line could not be written.</exception>
    public void Write(StepMetrics metrics)
    {
        ReportGuard.Check(metrics);
        JsonSerializer.Serialize(_stream, metrics, StepMetricsJsonContext.Default.StepMetrics);
        _stream.WriteByte((byte)'\n');
        _stream.Flush();
    }

    private static StepMetrics? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StepMetricsJsonContext.Default.StepMetrics);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
