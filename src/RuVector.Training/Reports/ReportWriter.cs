using System.Text;
using System.Text.Json;
using RuVector.Training.Files;

namespace RuVector.Training.Reports;

/// <summary>Writes a report for programs and for people, whole or not at all.</summary>
public static class ReportWriter
{
    /// <summary>Writes <c>report.json</c>: camel-case names in the order of <see cref="TrainingReport"/>, UTF-8, LF.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentException">A number is not finite, the steps of a curve do not ascend, or a histogram lacks bins; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void WriteJson(string path, TrainingReport report)
    {
        ReportGuard.Check(report);
        AtomicFile.Write(path, report, static (stream, report) =>
        {
            JsonSerializer.Serialize(stream, report, ReportJsonContext.Default.TrainingReport);
            stream.WriteByte((byte)'\n');
        });
    }

    /// <summary>Writes <c>report.html</c>: one page that needs nothing but itself; curves are drawn inline, and all text is escaped.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentException">A number is not finite, the steps of a curve do not ascend, or a histogram lacks bins; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void WriteHtml(string path, TrainingReport report)
    {
        ReportGuard.Check(report);
        AtomicFile.Write(path, HtmlReport.Render(report), static (stream, html) => stream.Write(Encoding.UTF8.GetBytes(html)));
    }
}
