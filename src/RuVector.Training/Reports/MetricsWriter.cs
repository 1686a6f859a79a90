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

    /// <summary>Opens the file.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="append">Whether to go on after the lines that are there, as a resumed run does, in place of starting anew.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public MetricsWriter(string path, bool append = false) =>
        _stream = new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);

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

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
