using Microsoft.Extensions.Logging;

namespace RuVector.Training.Tests.Trainer;

/// <summary>Keeps the events of a log.</summary>
internal sealed class RecordedLog : ILogger
{
    public List<(int Id, LogLevel Level, string Text)> Events { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Events.Add((eventId.Id, logLevel, formatter(state, exception)));
}
