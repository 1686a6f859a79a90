using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RuVector.Training.Hosting.Tests;

/// <summary>Keeps the events of the service and of its runs.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> _events = [];

    public IReadOnlyList<(int Id, LogLevel Level, string Text)> Events => [.. _events];

    /// <summary>Gets the texts of the events of one id.</summary>
    public IReadOnlyList<string> Of(int id) => [.. _events.Where(e => e.Id == id).Select(static e => e.Text)];

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("RuVector.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue((eventId.Id, logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
